/** Who may log in, and what they may do then. Knows the model only, so that every other package may ask it. */
@NullMarked
package org.bumpwire.config.access;

import org.jspecify.annotations.NullMarked;
