package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The journals, and who may read and clear them. */
final class Journals {
    private Journals() {}

    static List<JournalName> readableBy(ShellSession session) {
        return Arrays.stream(JournalName.values())
                .filter(journal -> session.may(capability(journal), Grant.READ))
                .toList();
    }

    /** The journal of a name, if the operator may do that with it. */
    static JournalName require(ShellSession session, Word name, Grant grant) throws SyntaxException, CommandException {
        Vocabulary<JournalName> journals = new Vocabulary<>();
        for (JournalName journal : JournalName.values()) {
            journals.add(journal.operatorName(), journal);
        }
        JournalName journal = journals.require(name, "journal");
        session.require(capability(journal), grant);
        return journal;
    }

    private static Capability capability(JournalName journal) {
        return switch (journal) {
            case SSL_INSPECTION -> Capability.SSL_LOG;
            case IPS_ALERT, IPS_BLOCK -> Capability.SSL_EVENTS;
            case SYSTEM -> Capability.SYSTEM_LOG;
            case AUDIT -> Capability.AUDIT_LOG;
        };
    }
}
