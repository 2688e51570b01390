/** The facts of one connection, what was counted of all of them, and the record that each leaves. */
@NullMarked
package org.bumpwire.proxy.flow;

import org.jspecify.annotations.NullMarked;
