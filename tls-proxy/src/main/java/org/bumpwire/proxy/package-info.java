@NullMarked
package org.bumpwire.proxy;

import org.jspecify.annotations.NullMarked;
