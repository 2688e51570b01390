/** What flows teach about destinations and clients: bounded, expiring, and never silent. */
@NullMarked
package org.bumpwire.proxy.learn;

import org.jspecify.annotations.NullMarked;
