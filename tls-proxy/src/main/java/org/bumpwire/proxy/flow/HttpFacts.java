package org.bumpwire.proxy.flow;

/**
 * The first HTTP/1.1 exchange of a flow and how many there were.
 *
 * @param requestLine method, target and version; bounded
 * @param host the Host header; empty where there is none
 * @param status of the first final response, 0 until it is seen
 * @param requests how many request heads were read
 */
public record HttpFacts(String requestLine, String host, int status, int requests) {
    static final HttpFacts NONE = new HttpFacts("", "", 0, 0);

    public HttpFacts {
        requestLine = PeerText.clean(requestLine);
        host = PeerText.clean(host, 255);
    }

    /** As in the session record, such as {@code GET / HTTP/1.1, host example.org, status 200, 3 requests}. */
    String journalled() {
        if (requests == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(requestLine);
        if (!host.isEmpty()) {
            text.append(", host ").append(host);
        }
        if (status != 0) {
            text.append(", status ").append(status);
        }
        if (requests > 1) {
            text.append(", ").append(requests).append(" requests");
        }
        return text.toString();
    }
}
