package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.RemoteLoginContexts;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;

/** Sets secrets that the device tells others; the configuration holds them sealed. */
final class SecretActions {
    /** RFC 2865, section 3: a shared secret should be as hard to guess as a good password. */
    private static final int GOOD_LENGTH = 16;

    private SecretActions() {}

    static Map<String, ConfigAction> all() {
        return Map.of(
                RemoteLoginContexts.SET_RADIUS_SECRET.id(),
                setting(RemoteLoginContexts.RADIUS_SECRET, "shared secret", GOOD_LENGTH),
                RemoteLoginContexts.SET_BIND_PASSWORD.id(),
                setting(RemoteLoginContexts.BIND_PASSWORD, "password", 0));
    }

    private static ConfigAction setting(LeafNode<String> leaf, String called, int goodLength) {
        return (session, editing, asked) -> {
            char[] secret = secret(session, asked, called);
            try {
                if (secret.length < goodLength) {
                    session.say("warning: A %s of less than %d characters can be guessed by who hears an answer"
                            .formatted(called, goodLength));
                }
                String sealed = session.device().vault().seal(secret);
                editing.assign(
                        new Statement.Assign(asked.path(), List.of(new Statement.LeafEdit(leaf, List.of(sealed)))));
            } finally {
                Arrays.fill(secret, '\0');
            }
        };
    }

    private static char[] secret(ShellSession session, Statement.Action asked, String called) throws CommandException {
        Optional<String> given = ActionArguments.optional(asked, RemoteLoginContexts.SECRET_ARGUMENT);
        char[] secret = given.isPresent()
                ? given.get().toCharArray()
                : NewPassword.typed(session.screen(), "The %s: ".formatted(called), called);
        if (secret.length == 0) {
            throw new CommandException("The %s is empty; nothing was changed".formatted(called));
        }
        return secret;
    }
}
