/** The line editor: the only package that knows JLine. */
@NullMarked
package org.bumpwire.shell.line;

import org.jspecify.annotations.NullMarked;
