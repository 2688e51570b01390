package org.bumpwire.shell.netconf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.CommitRequest;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** {@code commit}, with what the capability confirmed-commit adds, and {@code cancel-commit}. */
final class Commits {
    /** How long a confirmed commit waits where the request does not say (RFC 6241, section 8.4.5.1). */
    private static final int USUAL_SECONDS = 600;

    private static final int LONGEST_SECONDS = 86_400;
    private static final String PERSIST_ID = "persist-id";
    private static final int LONGEST_TOKEN = 256;
    private static final int LONGEST_COMMENT = 512;

    private final ConfirmedCommits confirmed;

    Commits(ConfirmedCommits confirmed) {
        this.confirmed = confirmed;
    }

    Operation commit() {
        return new Changing() {
            @Override
            public Set<String> parameters() {
                return Set.of(
                        "confirmed",
                        "confirm-timeout",
                        "persist",
                        PERSIST_ID,
                        XmlElement.key(Names.CONFIGURATION, "comment"));
            }

            @Override
            public List<XmlElement> run(ShellSession session, XmlElement request)
                    throws RpcException, CommandException {
                boolean waits = request.child("confirmed").isPresent();
                refuseAlone(request, waits, "confirm-timeout");
                refuseAlone(request, waits, "persist");
                CommitRequest commit = new CommitRequest(
                        comment(request), "", waits ? Duration.ofSeconds(seconds(request)) : Duration.ZERO, true);
                Validation.refuse(
                        confirmed.commit(session, commit, token(request, "persist"), token(request, PERSIST_ID)));
                return List.of();
            }
        };
    }

    Operation cancel() {
        return new Changing() {
            @Override
            public Set<String> parameters() {
                return Set.of(PERSIST_ID);
            }

            @Override
            public List<XmlElement> run(ShellSession session, XmlElement request)
                    throws RpcException, CommandException {
                try {
                    Validation.refuse(confirmed.cancel(session, token(request, PERSIST_ID)));
                    return List.of();
                } catch (StoreException e) {
                    throw new RpcException(
                            RpcError.application(RpcError.Tag.OPERATION_FAILED, String.valueOf(e.getMessage())));
                }
            }
        };
    }

    Operation discard() {
        return new Changing() {
            @Override
            public boolean changesDevice() {
                return false;
            }

            @Override
            public Set<String> parameters() {
                return Set.of();
            }

            @Override
            public List<XmlElement> run(ShellSession session, XmlElement request) throws CommandException {
                Candidates.of(session).discard();
                return List.of();
            }
        };
    }

    private static int seconds(XmlElement request) throws RpcException {
        Optional<String> word = request.child("confirm-timeout").map(XmlElement::word);
        try {
            int seconds = word.map(Integer::parseInt).orElse(USUAL_SECONDS);
            if (seconds >= 1 && seconds <= LONGEST_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with a number out of range.
        }
        throw invalid("confirm-timeout", "must be a number of seconds from 1 to %d".formatted(LONGEST_SECONDS));
    }

    private static String token(XmlElement request, String name) throws RpcException {
        Optional<XmlElement> element = request.child(name);
        String token = element.map(XmlElement::word).orElse("");
        if (token.length() > LONGEST_TOKEN || (element.isPresent() && token.isEmpty())) {
            throw invalid(name, "must have 1 to %d characters".formatted(LONGEST_TOKEN));
        }
        return token;
    }

    /** Why, for the history; of the configuration's namespace, for the protocol has no word for it. */
    private static String comment(XmlElement request) throws RpcException {
        String comment = request.children().stream()
                .filter(c -> c.name().equals("comment") && c.namespace().equals(Names.CONFIGURATION))
                .map(XmlElement::word)
                .findFirst()
                .orElse("");
        if (comment.length() > LONGEST_COMMENT) {
            throw invalid("comment", "must have at most %d characters".formatted(LONGEST_COMMENT));
        }
        return comment;
    }

    private static void refuseAlone(XmlElement request, boolean waits, String name) throws RpcException {
        if (!waits && request.child(name).isPresent()) {
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.MISSING_ELEMENT, "'%s' needs 'confirmed' beside it".formatted(name))
                            .info("bad-element", "confirmed"));
        }
    }

    private static RpcException invalid(String element, String why) {
        return new RpcException(RpcError.protocol(RpcError.Tag.INVALID_VALUE, "'%s' %s".formatted(element, why))
                .info("bad-element", element));
    }

    /** What needs the right to change the configuration. */
    private abstract static class Changing implements Operation {
        @Override
        public Capability needs() {
            return Capability.CONFIGURE;
        }

        @Override
        public boolean changesDevice() {
            return true;
        }
    }
}
