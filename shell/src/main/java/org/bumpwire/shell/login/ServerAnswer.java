package org.bumpwire.shell.login;

import java.util.List;

/** What a server elsewhere says about a name and a password. */
public sealed interface ServerAnswer {
    /**
     * They are right.
     *
     * @param groups that the user is in, as the server names them
     */
    record Accepted(List<String> groups) implements ServerAnswer {
        public Accepted {
            groups = List.copyOf(groups);
        }
    }

    /** They are wrong, or the server lets this user in nowhere. */
    record Rejected() implements ServerAnswer {}

    /**
     * It could not be asked, or what it answered proves nothing.
     *
     * @param why one sentence without a full stop
     */
    record None(String why) implements ServerAnswer {}
}
