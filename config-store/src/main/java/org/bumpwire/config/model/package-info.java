@NullMarked
package org.bumpwire.config.model;

import org.jspecify.annotations.NullMarked;
