/** Made-up flows before the first real one, so that it finds classes loaded and code compiled. */
@NullMarked
package org.bumpwire.proxy.rehearsal;

import org.jspecify.annotations.NullMarked;
