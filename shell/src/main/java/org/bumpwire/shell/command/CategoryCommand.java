package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Category;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes categories out of the device. */
@Command(
        name = "category",
        description = "Take the domains of a category out of the device",
        subcommands = CategoryCommand.Export.class)
@Needs(value = Capability.SSL_DECRYPTION_POLICIES, grant = Grant.READ, in = Mode.OPERATIONAL)
final class CategoryCommand {
    private CategoryCommand() {}

    /** As a file that import takes. */
    @Command(
            name = "export",
            description = "The domains of a category as a text file, one a line",
            footer = {"", "In edit mode, sslinsp category NAME domains import FILE brings them again."})
    @Needs(value = Capability.SSL_DECRYPTION_POLICIES, grant = Grant.READ, in = Mode.OPERATIONAL)
    static final class Export implements Verb {
        @Parameters(paramLabel = "CATEGORY", index = "0", description = "Its name in the configuration")
        private Word name = Word.NONE;

        @Parameters(paramLabel = "FILE", index = "1", description = "Where to write it")
        private Word file = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException {
            CertificateCommand.requireFiles(session);
            Category category = session.device().config().running().sslInspection().categories().stream()
                    .filter(c -> c.name().equals(name.text()))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            "There is no category \"%s\" in the running configuration (show sslinsp categories lists them)"
                                    .formatted(name.text())));
            session.files().write(file.text(), category.domains().text().lines().toList());
            session.say("Wrote %d domains of category \"%s\" to \"%s\""
                    .formatted(category.domains().size(), category.name(), file.text()));
        }
    }
}
