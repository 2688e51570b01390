package org.bumpwire.proxy.accept;

/** A destination that a client asked an explicit proxy for: a host name or literal IP address, and a port. */
record ProxyRequest(String host, int port) {}
