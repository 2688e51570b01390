/** What becomes of a flow, and why: plain functions over records, without network, clock or disk. */
@NullMarked
package org.bumpwire.proxy.policy;

import org.jspecify.annotations.NullMarked;
