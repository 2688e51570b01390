@NullMarked
package org.bumpwire.journal.chronicle;

import org.jspecify.annotations.NullMarked;
