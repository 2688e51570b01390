package org.bumpwire.shell.tour;

/** The device did not do what the tour promises; one sentence. */
public final class TourException extends Exception {
    private static final long serialVersionUID = 1;

    TourException(String message) {
        super(message);
    }

    TourException(String message, Throwable cause) {
        super(message, cause);
    }
}
