package org.bumpwire.shell.ssh;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.bumpwire.shell.line.LineShell;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.Script;
import org.bumpwire.shell.session.ShellSessions;

/** An operator: a person at a terminal where the client asked for one, else lines that are run as they come. */
record OperatorWork(ShellSessions sessions, Operator operator, Optional<String> commandLine) implements ChannelWork {
    /** What an SSH packet takes. */
    private static final int OUTPUT_BYTES = 32 << 10;

    @Override
    public int run(Streams streams, Consumer<Runnable> hangup) throws IOException {
        if (commandLine.isPresent()) {
            return runLines(new StringReader(commandLine.get()), streams, hangup);
        }
        if (hasTerminal(streams.environment())) {
            runTerminal(streams, hangup);
            return 0;
        }
        return runLines(new InputStreamReader(streams.in(), StandardCharsets.UTF_8), streams, hangup);
    }

    private int runLines(Reader lines, Streams streams, Consumer<Runnable> hangup) throws IOException {
        // Sent line by line, each would be a packet that waits for the acknowledgement of the one before.
        try (PrintStream printed = new PrintStream(
                        new BufferedOutputStream(streams.out(), OUTPUT_BYTES), false, StandardCharsets.UTF_8);
                PrintStream complaints = new PrintStream(streams.err(), true, StandardCharsets.UTF_8);
                Script script = new Script(sessions, operator, printed, complaints)) {
            hangup.accept(script::hangup);
            return script.run(new BufferedReader(lines));
        }
    }

    private void runTerminal(Streams streams, Consumer<Runnable> hangup) throws IOException {
        Environment environment = streams.environment();
        Map<String, String> variables = environment.getEnv();
        LineShell shell = LineShell.overStreams(
                sessions,
                operator,
                streams.in(),
                streams.out(),
                variables.getOrDefault(Environment.ENV_TERM, "dumb"),
                size(variables, Environment.ENV_COLUMNS),
                size(variables, Environment.ENV_LINES));
        environment.addSignalListener(
                (channel, signal) ->
                        shell.resize(size(variables, Environment.ENV_COLUMNS), size(variables, Environment.ENV_LINES)),
                Signal.WINCH);
        environment.addSignalListener((channel, signal) -> shell.interrupt(), Signal.INT);
        hangup.accept(shell::hangup);
        shell.run();
    }

    private static boolean hasTerminal(Environment environment) {
        return environment.getEnv().containsKey(Environment.ENV_TERM)
                && environment.getEnv().containsKey(Environment.ENV_COLUMNS);
    }

    private static int size(Map<String, String> variables, String name) {
        try {
            return Integer.parseInt(variables.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
