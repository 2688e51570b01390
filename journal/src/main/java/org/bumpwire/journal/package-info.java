@NullMarked
package org.bumpwire.journal;

import org.jspecify.annotations.NullMarked;
