package org.bumpwire.proxy.accept;

/** A client's request to an explicit proxy is not one that can be served; it carries no stack. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String answer;

    /**
     * @param answer what the client is told, in the protocol's own bytes as ISO 8859-1
     */
    RequestException(String message, String answer) {
        super(message, null, false, false);
        this.answer = answer;
    }

    String answer() {
        return answer;
    }
}
