@NullMarked
package org.bumpwire.config.store;

import org.jspecify.annotations.NullMarked;
