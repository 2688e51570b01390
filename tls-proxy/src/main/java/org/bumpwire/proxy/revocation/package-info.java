/** Whether certificates were revoked, by staples, responders and lists; and what else is fetched about certificates. */
@NullMarked
package org.bumpwire.proxy.revocation;

import org.jspecify.annotations.NullMarked;
