package org.bumpwire.proxy;

import org.bumpwire.config.model.Endpoint;

/**
 * A socket on which a segment's traffic arrives.
 *
 * @param mode "explicit", "reverse" or "redirect"
 * @param listen where it is bound; the port is the real one where the configuration says 0
 * @param accepted connections since it was bound
 */
public record ListenerView(String segment, String mode, Endpoint listen, long accepted) {}
