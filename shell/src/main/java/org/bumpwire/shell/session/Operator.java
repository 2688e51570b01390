package org.bumpwire.shell.session;

import org.bumpwire.config.model.Rights;

/**
 * Who sits at a session.
 *
 * @param rights what the operator may do; for {@link Origin#SSH} the running configuration's word on the user counts
 *     instead, command by command
 * @param address an IP address and port, or "console" or "batch"
 */
public record Operator(String user, Rights rights, Origin origin, String address) {

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
        return new Operator(user, Rights.ALL, Origin.CONSOLE, "console");
    }

    public static Operator batch(String user) {
        return new Operator(user, Rights.ALL, Origin.BATCH, "batch");
    }

    public static Operator ssh(String user, String address) {
        return new Operator(user, Rights.NONE, Origin.SSH, address);
    }
}
