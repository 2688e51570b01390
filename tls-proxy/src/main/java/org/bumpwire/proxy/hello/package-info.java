/** What a client says first, and how it is read without being consumed. */
@NullMarked
package org.bumpwire.proxy.hello;

import org.jspecify.annotations.NullMarked;
