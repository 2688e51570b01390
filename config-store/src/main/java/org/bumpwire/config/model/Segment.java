package org.bumpwire.config.model;

/** One way by which traffic reaches the device. */
public record Segment(String name, String description, Mode mode) {

    /** How traffic is led here, and how its destination is known. */
    public sealed interface Mode {
        Endpoint listen();

        <R> R match(Cases<R> cases);

        /** Clients name their destination: HTTP CONNECT or SOCKS5. */
        record Explicit(Endpoint listen) implements Mode {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.explicit(this);
            }
        }

        /** All traffic goes to one destination. */
        record Reverse(Endpoint listen, Endpoint destination) implements Mode {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.reverse(this);
            }
        }

        /** The kernel's REDIRECT or DNAT led it here; SO_ORIGINAL_DST tells where it was going. */
        record Redirect(Endpoint listen) implements Mode {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.redirect(this);
            }
        }

        /** One method a mode. */
        interface Cases<R> {
            R explicit(Explicit mode);

            R reverse(Reverse mode);

            R redirect(Redirect mode);
        }
    }
}
