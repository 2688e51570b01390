package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets what was counted, logged, learned or looked up. */
@Command(
        name = "clear",
        description = "Forget what was counted, logged, learned or looked up",
        subcommands = {
            ClearCommand.CertificatesCache.class,
            ClearCommand.Counters.class,
            ClearCommand.Log.class,
            ClearCommand.Exclusions.class,
            ClearCommand.RevocationCache.class
        })
@Needs(Capability.OPERATE)
final class ClearCommand {
    private ClearCommand() {}

    /** Makes the device sign every copy anew. */
    @Command(
            name = "certificates-cache",
            description = "Forget the copies of servers' certificates, so that each is minted anew")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class CertificatesCache implements Verb {
        @Override
        public void run(ShellSession session) {
            DataPlane dataPlane = session.device().dataPlane();
            int kept = dataPlane.copies(0).kept();
            dataPlane.clearCopies();
            session.say("Forgot %d %s; open sessions go on".formatted(kept, kept == 1 ? "copy" : "copies"));
        }
    }

    /** Sets counters to zero. */
    @Command(name = "counters", description = "Set the counters of a group, or of all, to zero")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class Counters implements Verb {
        @Parameters(
                paramLabel = "GROUP",
                arity = "0..1",
                description = "Its name in debug np stats list; all if left out")
        private @Nullable Word name;

        @Override
        public void run(ShellSession session) throws SyntaxException {
            List<CounterGroup> groups =
                    name == null ? session.device().stats().groups() : List.of(DebugCommand.group(session, name));
            groups.forEach(CounterGroup::clear);
            groups.forEach(g -> session.say("Cleared " + g.name()));
        }
    }

    /** Has responders and lists asked anew. */
    @Command(
            name = "revocation-cache",
            description = "Forget whether servers' certificates were revoked, and intermediates that were fetched")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class RevocationCache implements Verb {
        @Override
        public void run(ShellSession session) {
            session.device().dataPlane().forgetRevocationStatus();
            session.say("Cleared what is known of certificates' revocation");
        }
    }

    /** Lets destinations be decrypted again. */
    @Command(name = "exclusions", description = "End what the device has learned not to decrypt")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class Exclusions implements Verb {
        @Parameters(
                paramLabel = "EXCLUSION",
                arity = "0..1",
                description = "Its ID in show sslinsp exclusions; all if left out")
        private @Nullable Word id;

        @Override
        public void run(ShellSession session) throws SyntaxException {
            DataPlane dataPlane = session.device().dataPlane();
            List<DataPlane.Exclusion> ended =
                    id == null ? SeenObjects.by(session).exclusions() : List.of(Arguments.exclusion(session, id));
            long count = ended.stream()
                    .filter(one -> dataPlane.forgetExclusion(one.id()))
                    .count();
            session.say("Ended %d exclusion%s".formatted(count, count == 1 ? "" : "s"));
        }
    }

    /** Removes the entries of a journal. */
    @Command(name = "log", description = "Remove all entries of a journal")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class Log implements Verb {
        @Parameters(paramLabel = "JOURNAL", description = "Its name in show log-file")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            JournalName journal = Journals.require(session, name, Grant.WRITE);
            if (session.screen().interactive()
                    && !session.screen().confirm("Remove all entries of " + journal.operatorName() + "?")) {
                throw new CommandException("Nothing was removed");
            }
            session.device().journal().clear(journal);
            session.say("Cleared " + journal.operatorName());
        }
    }
}
