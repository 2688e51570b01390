/** What may be done, and what proves who somebody is: capabilities, passwords, public keys. Knows no other package. */
@NullMarked
package org.bumpwire.config.access;

import org.jspecify.annotations.NullMarked;
