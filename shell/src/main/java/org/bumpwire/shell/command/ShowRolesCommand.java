package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Role;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The roles of the running configuration; one's own everybody may see. */
@Command(
        name = "roles",
        description = "The roles of the device, or how far each capability of one goes",
        footer = {
            "",
            "Built-in roles cannot be changed; aaa role NAME based-on ROLE makes one of your own in edit mode."
        })
final class ShowRolesCommand implements Verb {
    private static final List<Column> ROLES = List.of(
            Column.text("Role", "role"),
            Column.text("Kind", "kind"),
            Column.text("Based on", "basedOn"),
            Column.number("Users", "users"),
            Column.text("Description", "description"));
    private static final List<Column> CAPABILITIES = List.of(
            Column.text("Capability", "capability"),
            Column.text("Goes to", "grant"),
            Column.text("What it is about", "help"));

    @Parameters(paramLabel = "ROLE", arity = "0..1", description = "Its name; all are listed if left out")
    private @Nullable Word name;

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        List<Role> seen = seenBy(session);
        Word wanted = name;
        if (wanted == null) {
            session.show(list(seen, session.device().config().running().access()));
            return;
        }
        Role role = seen.stream()
                .filter(r -> r.name().equals(wanted.text()))
                .findFirst()
                .orElseThrow(() -> new SyntaxException(
                        "Role \"%s\" does not exist".formatted(wanted.text()),
                        wanted,
                        seen.stream().map(Role::name).toList()));
        session.show(capabilities(role));
    }

    static List<Role> seenBy(ShellSession session) {
        return session.may(Capability.MANAGE_USERS, Grant.READ)
                ? session.device().config().running().access().allRoles()
                : session.rights().map(rights -> rights.role()).stream().toList();
    }

    private static TableReport list(List<Role> roles, Access access) {
        TableReport report = new TableReport("roles", "There is no role", ROLES);
        for (Role role : roles) {
            report.row(
                    Cell.of(role.name()),
                    Cell.of(role.isBuiltIn() ? "built in" : "configured"),
                    Cell.of(role.basedOn()),
                    Cell.of(access.users().stream()
                            .filter(user -> user.role().name().equals(role.name()))
                            .count()),
                    Cell.of(role.description()));
        }
        return report;
    }

    private static TableReport capabilities(Role role) {
        TableReport report = new TableReport("role", "There is no capability", CAPABILITIES);
        for (Capability capability : Capability.values()) {
            report.row(
                    Cell.of(capability.word()), Cell.of(role.grant(capability).word()), Cell.of(capability.help()));
        }
        return report;
    }
}
