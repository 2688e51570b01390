package org.bumpwire.shell.session;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.Rights;
import org.bumpwire.shell.login.Admission;

/**
 * Who sits at a session.
 *
 * @param standing what the operator may do by the running configuration, asked command by command
 * @param hasAccount whether the user is an account of the device; who comes by a server may share the name of one
 * @param address an IP address and port, or "console" or "batch"
 * @param news what the operator is told at the beginning, a line each
 */
public record Operator(
        String user,
        boolean hasAccount,
        Admission.Standing standing,
        Origin origin,
        String address,
        List<String> news) {
    public Operator {
        news = List.copyOf(news);
    }

    /** By which way an operator came, which decides on how far the device's own files are trusted to them. */
    public enum Origin {
        /** The terminal from which the device was started: its files are the operator's own already. */
        CONSOLE,
        /** Lines from the command that started the device; as trusted as the console. */
        BATCH,
        /** Over the network: sees no file outside the device's file area. */
        SSH
    }

    public static Operator console(String user) {
        return new Operator(user, true, access -> Optional.of(Rights.ALL), Origin.CONSOLE, "console", List.of());
    }

    public static Operator batch(String user) {
        return new Operator(user, true, access -> Optional.of(Rights.ALL), Origin.BATCH, "batch", List.of());
    }

    public static Operator ssh(Admission.Admitted admitted, String address, List<String> news) {
        return new Operator(admitted.user(), admitted.hasAccount(), admitted.rights(), Origin.SSH, address, news);
    }
}
