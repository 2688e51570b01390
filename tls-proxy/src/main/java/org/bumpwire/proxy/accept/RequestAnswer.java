package org.bumpwire.proxy.accept;

/** Tells a client of an explicit proxy what became of its request; called once. */
public interface RequestAnswer {
    /** What can be said. */
    enum Result {
        ESTABLISHED,
        NAME_NOT_RESOLVED,
        REFUSED,
        UNREACHABLE,
        TIMED_OUT,
        FORBIDDEN
    }

    /** Answers; the bytes behind the request then go to whatever handler stands behind. */
    void give(Result result);
}
