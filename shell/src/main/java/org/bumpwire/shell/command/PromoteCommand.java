package org.bumpwire.shell.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.schema.ProfileContexts;
import org.bumpwire.config.schema.SslInspectionContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Token;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes what the device has learned into the candidate. */
@Command(
        name = "promote",
        description = "Take what the device has learned into the candidate",
        subcommands = PromoteCommand.Exclusion.class)
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class PromoteCommand {
    private PromoteCommand() {}

    /** Makes a learned exclusion a domain that is never decrypted. */
    @Command(
            name = "exclusion",
            description = "Add the site of a learned exclusion to its policy's never-decrypt domains",
            footer = {"", "It then holds for all clients, and for as long as it is configured; commit makes it so."})
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class Exclusion implements Verb {
        @Parameters(paramLabel = "EXCLUSION", description = "Its ID in show sslinsp exclusions")
        private Word id = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            DataPlane.Exclusion learned = Arguments.exclusion(session, id);
            if (learned.sni().isEmpty()) {
                throw new CommandException(
                        "Exclusion %d is for an address and names no domain".formatted(learned.id()));
            }
            Editing editing = Paths.editing(session);
            String decryptionPolicy = decryptionPolicy(editing, learned)
                    .orElseThrow(() -> new CommandException(
                            ("No decryption policy is set in the candidate for client-policy \"%s\" of profile \"%s\" (set one:"
                                            + " sslinsp profile \"%s\" client-policy \"%s\" decryption-policy NAME)")
                                    .formatted(
                                            learned.policy(), learned.profile(), learned.profile(), learned.policy())));
            if (!session.sight().keeps(ConfigPath.of("sslinsp", "decryption-policy", decryptionPolicy))) {
                throw new CommandException(
                        "The decryption policy of client-policy \"%s\" of profile \"%s\" is one that you may not see"
                                .formatted(learned.policy(), learned.profile()));
            }
            editing.assign(statement(decryptionPolicy, learned.sni()));
            session.say("Added to the candidate: sslinsp decryption-policy \"%s\" never-decrypt domain %s"
                    .formatted(decryptionPolicy, learned.sni()));
        }

        private static Optional<String> decryptionPolicy(Editing editing, DataPlane.Exclusion learned) {
            ConfigPath policy = ConfigPath.root()
                    .child(SslInspectionContext.NODE)
                    .child(ProfileContexts.PROFILE, learned.profile())
                    .child(ProfileContexts.CLIENT_POLICY, learned.policy());
            return editing.candidate().tree().value(policy, ProfileContexts.DECRYPTION_POLICY);
        }

        private static Statement.Assign statement(String decryptionPolicy, String domain) throws CommandException {
            List<Token> words = Stream.of(
                            "sslinsp", "decryption-policy", decryptionPolicy, "never-decrypt", "domain", domain)
                    .map(word -> new Token(word, word.equals(decryptionPolicy)))
                    .toList();
            try {
                return (Statement.Assign) StatementParser.parse(ConfigPath.root(), words);
            } catch (StatementException e) {
                throw new CommandException(String.valueOf(e.getMessage()));
            }
        }
    }
}
