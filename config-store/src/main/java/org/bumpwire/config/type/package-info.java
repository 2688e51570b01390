/** What single words of the configuration may be. */
@NullMarked
package org.bumpwire.config.type;

import org.jspecify.annotations.NullMarked;
