package org.bumpwire.shell.render;

/** In which form an answer is wanted. */
public enum Rendering {
    TEXT,
    JSON,
    SET
}
