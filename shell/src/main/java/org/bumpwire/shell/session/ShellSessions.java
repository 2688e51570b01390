package org.bumpwire.shell.session;

import java.util.List;

/** Every operator who is at the device; safe for any thread. */
public final class ShellSessions implements AutoCloseable {
    private final Device device;
    private final List<Command> commands;

    public ShellSessions(Device device, List<Command> commands) {
        this.device = device;
        this.commands = List.copyOf(commands);
    }

    public ShellSession open(Operator operator, Screen screen) {
        return new ShellSession(this, operator, screen);
    }

    public Device device() {
        return device;
    }

    int count() {
        return commands.size();
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {}
}
