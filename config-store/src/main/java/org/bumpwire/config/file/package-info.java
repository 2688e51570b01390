@NullMarked
package org.bumpwire.config.file;

import org.jspecify.annotations.NullMarked;
