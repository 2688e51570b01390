package org.bumpwire.journal.chronicle;

/** Says in a few words why something failed. */
final class RootCause {
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private RootCause() {}
}
