package org.bumpwire.proxy.policy;

import java.util.Optional;

/** What becomes of a flow; settled once, at the latest when its ClientHello is known. */
public sealed interface Decision {
    <R> R match(Cases<R> cases);

    /** The steps that led here, those of the policy match first. */
    Trace trace();

    /** Whether the flow gets its two TLS legs. */
    default boolean decrypts() {
        return false;
    }

    /** Empty for a flow that is inspected or that no policy governs. */
    Optional<Reason> reason();

    /** As {@code explain flow} words it. */
    String outcome();

    /** No policy governs the flow: it passes untouched and is not counted as a session. */
    record Pass(Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pass(this);
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }

        @Override
        public String outcome() {
            return "No policy matches: passed untouched";
        }
    }

    /** The flow is decrypted and its clear text shown to the inspectors. */
    record Inspect(MatchedPolicy policy, Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inspect(this);
        }

        @Override
        public boolean decrypts() {
            return true;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }

        @Override
        public String outcome() {
            return "Inspect";
        }
    }

    /** The flow is decrypted already, but its clear text is shown to nobody; later ones there are not decrypted. */
    record Spare(Reason cause, Lesson lesson, MatchedPolicy policy, Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.spare(this);
        }

        @Override
        public boolean decrypts() {
            return true;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(cause);
        }

        @Override
        public String outcome() {
            return cause.disposition().logWording();
        }
    }

    /** The flow could be decrypted but goes past inspection. */
    record Bypass(Reason cause, Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bypass(this);
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(cause);
        }

        @Override
        public String outcome() {
            return cause.disposition().logWording();
        }
    }

    /** The flow is exempt from decryption. */
    record NotDecrypt(Reason cause, Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notDecrypt(this);
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(cause);
        }

        @Override
        public String outcome() {
            return cause.disposition().logWording();
        }
    }

    /** The flow ends before a server hears of it; of disposition blocked or refused. */
    record Block(Reason cause, MatchedPolicy policy, Trace trace) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.block(this);
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(cause);
        }

        @Override
        public String outcome() {
            return cause.disposition().logWording();
        }
    }

    /** One method a decision: a new decision does not compile until every user handles it. */
    interface Cases<R> {
        R pass(Pass decision);

        R inspect(Inspect decision);

        R spare(Spare decision);

        R bypass(Bypass decision);

        R notDecrypt(NotDecrypt decision);

        R block(Block decision);
    }
}
