/** Configurations on disk: revisions that are whole or recognised as damaged. */
@NullMarked
package org.bumpwire.config.file;

import org.jspecify.annotations.NullMarked;
