@NullMarked
package org.bumpwire.stats;

import org.jspecify.annotations.NullMarked;
