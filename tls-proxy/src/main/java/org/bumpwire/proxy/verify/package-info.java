/** Whether the certificate of a server can be trusted, with every finding. */
@NullMarked
package org.bumpwire.proxy.verify;

import org.jspecify.annotations.NullMarked;
