package org.bumpwire.proxy;

import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Segment;
import org.bumpwire.proxy.accept.SegmentListener;

/**
 * A socket on which a segment's traffic arrives.
 *
 * @param mode "explicit", "reverse" or "redirect"
 * @param listen where it is bound; the port is the real one where the configuration says 0
 * @param accepted connections since it was bound
 */
public record ListenerView(String segment, String mode, Endpoint listen, long accepted) {
    static ListenerView of(SegmentListener listener) {
        Segment segment = listener.segment();
        return new ListenerView(
                segment.name(), segment.mode().match(new ModeName()), listener.address(), listener.accepted());
    }

    private static final class ModeName implements Segment.Mode.Cases<String> {
        @Override
        public String explicit(Segment.Mode.Explicit mode) {
            return "explicit";
        }

        @Override
        public String reverse(Segment.Mode.Reverse mode) {
            return "reverse";
        }

        @Override
        public String redirect(Segment.Mode.Redirect mode) {
            return "redirect";
        }
    }
}
