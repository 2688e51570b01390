/** Who looks at clear text before it is forwarded, and may veto it. */
@NullMarked
package org.bumpwire.proxy.inspect;

import org.jspecify.annotations.NullMarked;
