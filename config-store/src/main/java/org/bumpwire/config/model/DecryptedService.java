package org.bumpwire.config.model;

/** The protocol expected in the clear text, which decides on the inspectors that see it (guide, chapter 6). */
public enum DecryptedService {
    HTTP,
    IMAP,
    POP3,
    SMTP,
    OTHER
}
