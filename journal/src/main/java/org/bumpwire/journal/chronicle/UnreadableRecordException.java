package org.bumpwire.journal.chronicle;

/** The bytes of a record are damaged, or a newer version of the device wrote them. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super(message);
    }
}
