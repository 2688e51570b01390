/** The data plane as the rest of the device sees it. */
@NullMarked
package org.bumpwire.proxy;

import org.jspecify.annotations.NullMarked;
