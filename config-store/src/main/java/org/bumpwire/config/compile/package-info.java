@NullMarked
package org.bumpwire.config.compile;

import org.jspecify.annotations.NullMarked;
