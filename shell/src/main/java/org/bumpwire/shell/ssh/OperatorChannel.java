package org.bumpwire.shell.ssh;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.bumpwire.shell.line.LineShell;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.Script;
import org.bumpwire.shell.session.ShellSessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SSH channel of an operator, on a thread of its own: a person at a terminal where the client asked for one, else
 * lines that are run as they come.
 */
final class OperatorChannel implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorChannel.class);
    private static final int FAILED = 1;
    /** What an SSH packet takes. */
    private static final int OUTPUT_BYTES = 32 << 10;

    private final ShellSessions sessions;
    private final Operator operator;
    private final Optional<String> commandLine;
    private final Runnable ended;

    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable OutputStream errors;
    private @Nullable ExitCallback exit;
    private Runnable hangup = () -> {};
    private boolean hungUp;

    /** @param ended told once, when the channel's work is over */
    OperatorChannel(ShellSessions sessions, Operator operator, Optional<String> commandLine, Runnable ended) {
        this.sessions = sessions;
        this.operator = operator;
        this.commandLine = commandLine;
        this.ended = ended;
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        InputStream in = input;
        OutputStream out = output;
        OutputStream err = errors;
        ExitCallback callback = exit;
        if (in == null || out == null || err == null || callback == null) {
            throw new IllegalStateException("SSH channel has no streams");
        }
        Thread thread =
                new Thread(() -> callback.onExit(serve(environment, in, out, err)), "ssh-shell-" + operator.address());
        thread.setDaemon(true);
        thread.start();
    }

    /** The client or its connection is gone, or the server stops. */
    @Override
    public void destroy(ChannelSession channel) {
        Runnable tellWhoServes;
        synchronized (this) {
            hungUp = true;
            tellWhoServes = hangup;
        }
        tellWhoServes.run();
    }

    private int serve(Environment environment, InputStream in, OutputStream out, OutputStream err) {
        try {
            if (commandLine.isPresent()) {
                return runLines(new StringReader(commandLine.get()), out, err);
            }
            if (hasTerminal(environment)) {
                runTerminal(environment, in, out);
                return 0;
            }
            return runLines(new InputStreamReader(in, StandardCharsets.UTF_8), out, err);
        } catch (IOException e) {
            LOG.debug("Shell of {} ended", operator.address(), e);
            return FAILED;
        } catch (RuntimeException e) {
            LOG.error("Shell of {} failed", operator.address(), e);
            return FAILED;
        } finally {
            ended.run();
        }
    }

    private int runLines(Reader lines, OutputStream out, OutputStream err) throws IOException {
        // Sent line by line, each would be a packet that waits for the acknowledgement of the one before.
        try (PrintStream printed =
                        new PrintStream(new BufferedOutputStream(out, OUTPUT_BYTES), false, StandardCharsets.UTF_8);
                PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
                Script script = new Script(sessions, operator, printed, complaints)) {
            onHangup(script::hangup);
            return script.run(new BufferedReader(lines));
        }
    }

    private void runTerminal(Environment environment, InputStream in, OutputStream out) throws IOException {
        Map<String, String> variables = environment.getEnv();
        LineShell shell = LineShell.overStreams(
                sessions,
                operator,
                in,
                out,
                variables.getOrDefault(Environment.ENV_TERM, "dumb"),
                size(variables, Environment.ENV_COLUMNS),
                size(variables, Environment.ENV_LINES));
        environment.addSignalListener(
                (channel, signal) ->
                        shell.resize(size(variables, Environment.ENV_COLUMNS), size(variables, Environment.ENV_LINES)),
                Signal.WINCH);
        environment.addSignalListener((channel, signal) -> shell.interrupt(), Signal.INT);
        onHangup(shell::hangup);
        shell.run();
    }

    private void onHangup(Runnable action) {
        boolean already;
        synchronized (this) {
            hangup = action;
            already = hungUp;
        }
        if (already) {
            action.run();
        }
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
