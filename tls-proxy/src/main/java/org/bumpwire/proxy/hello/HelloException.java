package org.bumpwire.proxy.hello;

/** A client's first bytes are no ClientHello; it carries no stack, for whoever sends garbage should not make us work. */
public final class HelloException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    HelloException(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** What is wrong with the bytes. */
    public enum Fault {
        /** Another protocol, or SSL 2. */
        NOT_TLS,
        /** TLS records or a ClientHello that break their own rules. */
        MALFORMED,
        /** A ClientHello above {@link ClientHelloParser#MAX_LENGTH}. */
        TOO_LARGE
    }
}
