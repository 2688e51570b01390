@NullMarked
package org.bumpwire.config.schema;

import org.jspecify.annotations.NullMarked;
