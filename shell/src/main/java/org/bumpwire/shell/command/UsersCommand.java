package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.User;
import org.bumpwire.config.model.UserGroup;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** The accounts of the running configuration. */
@Command(name = "users", description = "The accounts of the device")
@Needs(value = Capability.MANAGE_USERS, grant = Grant.READ)
final class UsersCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.text("User", "user"),
            Column.text("Role", "role"),
            Column.text("User group", "userGroup"),
            Column.text("Password", "password"),
            Column.number("SSH keys", "sshKeys"),
            Column.text("Description", "description"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("accounts", "No account is configured", COLUMNS);
        for (User user : session.device().config().running().access().users()) {
            report.row(
                    Cell.of(user.name()),
                    Cell.of(user.role().name()),
                    Cell.of(user.group().map(UserGroup::name).orElse("")),
                    Cell.yesNo(!user.passwordHash().isEmpty()),
                    Cell.of(user.sshKeys().size()),
                    Cell.of(user.description()));
        }
        session.show(report);
    }
}
