/** The commands, one class each. */
@NullMarked
package org.bumpwire.shell.command;

import org.jspecify.annotations.NullMarked;
