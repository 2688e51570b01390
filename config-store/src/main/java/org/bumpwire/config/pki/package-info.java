/** Certificates and keys: where they rest, how they come in, how new ones are made, what an operator sees of them. */
@NullMarked
package org.bumpwire.config.pki;

import org.jspecify.annotations.NullMarked;
