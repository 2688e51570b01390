package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.User;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitRequest;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes a password at once, without a commit of anything else. */
@Command(name = "chpasswd", description = "Change a password; your own if no user is named")
@Needs(changesDevice = true)
final class ChpasswdCommand implements Verb {
    @Parameters(paramLabel = "USER", arity = "0..1", description = "Whose; another's only by who manages users")
    private @Nullable Word user;

    @Override
    public void run(ShellSession session) throws CommandException {
        String name = user == null ? session.operator().user() : user.text();
        boolean own = session.operator().hasAccount()
                && name.equals(session.operator().user());
        if (user == null && !own) {
            throw new CommandException("Your password is kept by the server that let you in; change it there");
        }
        if (!own) {
            session.require(Capability.MANAGE_USERS, Grant.WRITE);
        }
        User account = session.device()
                .config()
                .running()
                .access()
                .user(name)
                .orElseThrow(() -> new CommandException("User \"%s\" does not exist".formatted(name)));
        if (own) {
            confirmIdentity(session, account);
        }
        char[] chosen = NewPassword.of(
                session.screen(), name, session.device().config().runningTree().passwordRules());
        try {
            commit(session, name, Passwords.hash(chosen), own);
        } finally {
            Arrays.fill(chosen, '\0');
        }
    }

    private static void confirmIdentity(ShellSession session, User account) throws CommandException {
        if (account.passwordHash().isEmpty()) {
            return;
        }
        char[] current = session.screen()
                .askSecret("Current password: ")
                .orElseThrow(() -> new CommandException("A password must be typed at a terminal; nothing was changed"));
        try {
            if (!Passwords.matches(current, account.passwordHash())) {
                throw new CommandException("This is not the current password; nothing was changed");
            }
        } finally {
            Arrays.fill(current, '\0');
        }
    }

    private static void commit(ShellSession session, String name, String hash, boolean own) throws CommandException {
        ConfigStore store = session.device().config();
        boolean saved = store.runningIsSaved();
        // One's own password is one's own to change; another's only as far as one's rights go.
        Editor editor = own
                ? new Editor(
                        session.operator().user(),
                        Role.ADMINISTRATOR,
                        session.operator().address(),
                        Long.toString(session.id()))
                : session.editor();
        ConfigPath path = ConfigPath.of("aaa", "user", name);
        LeafNode<?> password = path.context().leaf("password").orElseThrow();
        try (Candidate candidate = store.openCandidate(editor)) {
            candidate.assign(new Statement.Assign(path, List.of(new Statement.LeafEdit(password, List.of(hash)))));
            CommitResult result =
                    store.commit(candidate, CommitRequest.aside("Password of %s changed".formatted(name)));
            if (!result.accepted()) {
                throw new CommandException(String.join("\n", result.problems()));
            }
            if (saved) {
                store.save(editor);
            }
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        session.say("The password of \"%s\" is changed%s"
                .formatted(name, saved ? "" : "; save-config keeps it over a restart"));
    }
}
