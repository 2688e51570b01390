/** How traffic arrives, and how its destination becomes known. */
@NullMarked
package org.bumpwire.proxy.accept;

import org.jspecify.annotations.NullMarked;
