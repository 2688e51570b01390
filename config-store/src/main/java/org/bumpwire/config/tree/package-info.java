/** The configuration as the operator types it. */
@NullMarked
package org.bumpwire.config.tree;

import org.jspecify.annotations.NullMarked;
