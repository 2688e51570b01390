@NullMarked
package org.bumpwire.config.tree;

import org.jspecify.annotations.NullMarked;
