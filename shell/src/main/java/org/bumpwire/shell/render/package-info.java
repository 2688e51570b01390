/** What operators read: lines, tables, JSON documents, and the filters behind a pipe. */
@NullMarked
package org.bumpwire.shell.render;

import org.jspecify.annotations.NullMarked;
