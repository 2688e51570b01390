@NullMarked
package org.bumpwire.config.check;

import org.jspecify.annotations.NullMarked;
