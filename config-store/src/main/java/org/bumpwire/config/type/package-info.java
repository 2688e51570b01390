@NullMarked
package org.bumpwire.config.type;

import org.jspecify.annotations.NullMarked;
