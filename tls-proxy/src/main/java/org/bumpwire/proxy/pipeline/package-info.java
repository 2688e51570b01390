/** What happens to a flow, step by step: the one place that knows the order of handlers. */
@NullMarked
package org.bumpwire.proxy.pipeline;

import org.jspecify.annotations.NullMarked;
