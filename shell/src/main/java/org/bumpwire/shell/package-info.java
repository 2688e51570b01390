@NullMarked
package org.bumpwire.shell;

import org.jspecify.annotations.NullMarked;
