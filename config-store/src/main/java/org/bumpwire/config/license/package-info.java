/** What the device is licensed for. */
@NullMarked
package org.bumpwire.config.license;

import org.jspecify.annotations.NullMarked;
