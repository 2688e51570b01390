/** The schema of the configuration as a YANG module, for programs. */
@NullMarked
package org.bumpwire.config.yang;

import org.jspecify.annotations.NullMarked;
