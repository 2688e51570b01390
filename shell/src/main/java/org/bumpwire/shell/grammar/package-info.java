/** From a typed line to words, choices and pipes; knows no command. */
@NullMarked
package org.bumpwire.shell.grammar;

import org.jspecify.annotations.NullMarked;
