package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RoleMapping;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tries out what the device depends on. */
@Command(
        name = "test",
        description = "Try out what the device depends on",
        subcommands = {TestCommand.Login.class})
final class TestCommand {
    private TestCommand() {}

    /** Asks one server about somebody, without letting them in. */
    @Command(
            name = "login",
            description = "Ask a RADIUS or LDAP server about a user, whose password is asked for",
            footer = {"", "Says which groups the server names and which role a role-mapping gives; nobody is logged in."
            })
    @Needs(value = Capability.AUTHENTICATION)
    static final class Login implements Verb {
        @Parameters(paramLabel = "SERVER", index = "0", description = "Its name in show authentication")
        private Word name = Word.NONE;

        @Parameters(paramLabel = "NAME", index = "1", description = "The user's name")
        private Word user = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            RemoteServer server = server(session);
            char[] password =
                    NewPassword.typed(session.screen(), "Password of %s: ".formatted(user.text()), "password");
            try {
                answer(session, session.device().logins().ask(server, user.text(), password));
            } finally {
                Arrays.fill(password, '\0');
            }
        }

        private RemoteServer server(ShellSession session) throws SyntaxException {
            List<RemoteServer> servers = AuthenticationServers.seenBy(session);
            return servers.stream()
                    .filter(server -> server.name().equals(name.text()))
                    .findFirst()
                    .orElseThrow(() -> new SyntaxException(
                            "Server \"%s\" is not in the running configuration".formatted(name.text()),
                            name,
                            servers.stream().map(RemoteServer::name).toList()));
        }

        private void answer(ShellSession session, ServerAnswer answer) throws CommandException {
            if (answer instanceof ServerAnswer.None none) {
                throw new CommandException("The server said nothing: " + none.why());
            }
            if (!(answer instanceof ServerAnswer.Accepted accepted)) {
                throw new CommandException("The server refuses \"%s\" with this password".formatted(user.text()));
            }
            LoginDesk desk = session.device().logins();
            session.say("The server lets \"%s\" in; groups: %s"
                    .formatted(
                            user.text(), accepted.groups().isEmpty() ? "none" : String.join(", ", accepted.groups())));
            Optional<RoleMapping> mapping = desk.mapping(accepted.groups());
            session.say(mapping.map(m -> "Role \"%s\" by role-mapping \"%s\""
                            .formatted(m.role().name(), m.name()))
                    .orElse("No role-mapping fits, so this device would not let the user in"));
        }
    }
}
