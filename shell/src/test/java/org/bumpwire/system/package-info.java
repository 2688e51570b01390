/** The device as a whole, run as an operator runs it, between real clients and real servers. */
@NullMarked
package org.bumpwire.system;

import org.jspecify.annotations.NullMarked;
