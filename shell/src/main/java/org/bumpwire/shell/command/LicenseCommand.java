package org.bumpwire.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.license.LicenseException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives the device another licence. */
@Command(name = "license", description = "Give the device another licence", subcommands = LicenseCommand.Import.class)
@Needs(value = Capability.CONTROL_DEVICE, in = Mode.OPERATIONAL)
final class LicenseCommand {
    private LicenseCommand() {}

    /** It takes effect at once and is part of no configuration, so no rollback takes it back. */
    @Command(
            name = "import",
            description = "Go by the licence in a file from now on",
            footer = {
                "",
                "It takes effect at once and outlasts rollbacks. show license tells what the device is licensed for."
            })
    @Needs(value = Capability.CONTROL_DEVICE, in = Mode.OPERATIONAL, changesDevice = true)
    static final class Import implements Verb {
        private static final int MOST_BYTES = 1 << 20;

        @Parameters(paramLabel = "FILE", description = "The licence as its issuer signed it")
        private Word file = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException {
            Path path = session.files().readable(file.text());
            try (InputStream in = Files.newInputStream(path)) {
                session.device().license().install(in.readNBytes(MOST_BYTES));
            } catch (LicenseException e) {
                throw new CommandException("File \"%s\" was not taken: %s (the licence before still holds)"
                        .formatted(file.text(), e.getMessage()));
            } catch (IOException e) {
                throw new CommandException("File \"%s\" cannot be read".formatted(file.text()));
            }
            session.show(ShowLicenseCommand.report(session.device()));
        }
    }
}
