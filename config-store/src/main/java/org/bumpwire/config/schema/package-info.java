/** What can be configured: the one declaration of every statement. */
@NullMarked
package org.bumpwire.config.schema;

import org.jspecify.annotations.NullMarked;
