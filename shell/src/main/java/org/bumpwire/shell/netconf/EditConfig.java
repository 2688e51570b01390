package org.bumpwire.shell.netconf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** {@code edit-config}: changes the candidate, all of it or nothing unless the request wants to go on after errors. */
final class EditConfig implements Operation {
    private static final List<String> ERROR_OPTIONS =
            List.of("stop-on-error", "continue-on-error", "rollback-on-error");

    /**
     * How an edit is tested (RFC 6241, section 8.6.4.1). What each statement tells alone is always tested, and where nothing
     * is asked for that is all of test-then-set: a candidate may be incomplete on its way, until it is validated or
     * committed.
     */
    private enum Test {
        TEST_THEN_SET,
        SET,
        TEST_ONLY;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Capability needs() {
        return Capability.CONFIGURE;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("target", "default-operation", "test-option", "error-option", "config");
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException {
        Targets.requireCandidate(Datastore.namedIn(request, "target"), request.name());
        EditOperation usual = usual(request);
        String onError = option(request, "error-option", ERROR_OPTIONS, "stop-on-error");
        Optional<Test> test = test(request);
        XmlElement config = Datastore.required(request, "config");
        Candidate candidate = Candidates.toChange(session);
        ConfigEdit.Edited edited = ConfigEdit.apply(candidate.tree(), config, usual, Candidates.guard(session));
        boolean goesOn = onError.equals("continue-on-error")
                && test.filter(t -> t != Test.SET).isEmpty();
        if (edited.errors().isEmpty() || goesOn) {
            set(session, edited.tree(), test.orElse(Test.SET));
        }
        if (!edited.errors().isEmpty()) {
            throw new RpcException(edited.errors());
        }
        return List.of();
    }

    /** Sets what had no fault of its own. */
    private static void set(ShellSession session, ConfigTree tree, Test test) throws RpcException, CommandException {
        if (test != Test.SET) {
            Validation.require(session, tree);
        }
        if (test == Test.TEST_ONLY) {
            return;
        }
        try {
            Candidates.of(session).replace(tree);
        } catch (StoreException e) {
            throw new RpcException(RpcError.application(RpcError.Tag.ACCESS_DENIED, String.valueOf(e.getMessage())));
        }
    }

    private static EditOperation usual(XmlElement request) throws RpcException {
        String word = option(request, "default-operation", List.of("merge", "replace", "none"), "merge");
        return EditOperation.of(word).orElseThrow();
    }

    private static Optional<Test> test(XmlElement request) throws RpcException {
        List<String> words = Arrays.stream(Test.values()).map(Test::word).toList();
        int asked = words.indexOf(option(request, "test-option", words, ""));
        return asked < 0 ? Optional.empty() : Optional.of(Test.values()[asked]);
    }

    private static String option(XmlElement request, String name, List<String> words, String otherwise)
            throws RpcException {
        Optional<String> word = request.child(name).map(XmlElement::word);
        if (word.isPresent() && !words.contains(word.get())) {
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.INVALID_VALUE, "'%s' must be one of %s".formatted(name, words))
                            .info("bad-element", name));
        }
        return word.orElse(otherwise);
    }
}
