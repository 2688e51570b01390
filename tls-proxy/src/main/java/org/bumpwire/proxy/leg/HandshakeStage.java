package org.bumpwire.proxy.leg;

/** How far a leg's handshake has come, in the words that say where it failed. */
public enum HandshakeStage {
    /** We are the server, and have not answered yet. */
    CLIENT_HELLO("in answer to the ClientHello"),
    CLIENT_FINISHED("after the ServerHello"),
    /** We are the client, and no whole record of the server has come. */
    SERVER_HELLO("while the ServerHello was awaited"),
    SERVER_CERTIFICATE("while the server's certificate was awaited"),
    VERDICT("at the server's certificate"),
    SERVER_FINISHED("after the server's certificate");

    private final String words;

    HandshakeStage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
