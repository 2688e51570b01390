package org.bumpwire.shell.boot;

import java.io.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.jspecify.annotations.Nullable;

/**
 * Who may operate a device that was never configured.
 *
 * @param generated the password to be shown once; empty where the operator chose it
 */
record FirstAdministrator(ConfigTree factoryConfig, Optional<String> generated) {
    static final String NAME = "admin";

    /** Asks at the console for a password, and generates one where there is no console or nothing was typed. */
    static FirstAdministrator choose(@Nullable Console console) {
        char[] chosen = console == null ? new char[0] : ask(console);
        if (chosen.length > 0) {
            return with(chosen, Optional.empty());
        }
        char[] generated = Passwords.generate();
        return with(generated, Optional.of(new String(generated)));
    }

    private static FirstAdministrator with(char[] password, Optional<String> shown) {
        String hash = Passwords.hash(password);
        Arrays.fill(password, ' ');
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                ConfigTree.empty(),
                ConfigPath.root(),
                List.of("aaa user " + NAME + " role administrator", "aaa user " + NAME + " password " + hash));
        if (!loaded.problems().isEmpty()) {
            throw new IllegalStateException(String.join("; ", loaded.problems()));
        }
        return new FirstAdministrator(loaded.tree(), shown);
    }

    private static char[] ask(Console console) {
        console.printf("This device is new. Its first administrator is '%s'.%n", NAME);
        while (true) {
            char[] first = typed(console, "Password (empty: one is generated): ");
            if (first.length == 0) {
                return first;
            }
            Optional<String> refusal = Passwords.refusal(first);
            if (refusal.isPresent()) {
                console.printf("%s%n", refusal.get());
            } else if (Arrays.equals(first, typed(console, "Again: "))) {
                return first;
            } else {
                console.printf("The two differ%n");
            }
        }
    }

    private static char[] typed(Console console, String prompt) {
        char @Nullable [] typed = console.readPassword("%s", prompt);
        return typed == null ? new char[0] : typed;
    }
}
