package org.bumpwire.shell.command;

import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** What runs here. */
@Command(name = "version", description = "The device's software")
final class ShowVersionCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.show(new FieldsReport("version")
                .field(
                        "Device",
                        "device",
                        session.device().config().running().general().hostName())
                .field("Bumpwire", "version", session.device().version())
                .field("Java", "java", Runtime.version())
                .field(
                        "System",
                        "system",
                        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
    }
}
