package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;

/** An operator at a device without traffic, whose clock agrees with that of other programs; first who is at its console. */
final class TypedShell implements AutoCloseable {
    final TestDevice device;
    final Typist screen = new Typist();
    private final Path directory;
    private final ShellSession session;

    TypedShell(Path directory) {
        try {
            this.directory = directory;
            device = new TestDevice(directory.resolve("device"));
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
        device.clock.advance(Duration.between(TestDevice.NOW, Instant.now()));
        session = device.console(screen);
    }

    private TypedShell(TypedShell console, String user) {
        directory = console.directory;
        device = console.device;
        session = device.ssh(user, screen);
    }

    /** Another operator of the same device, whose session ends with the device. */
    TypedShell login(String user) {
        return new TypedShell(this, user);
    }

    ShellSession session() {
        return session;
    }

    /** Types lines that must all be accepted; answers what they print. */
    List<String> accepts(String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            assertThat(session.execute(line)).as("%s: %s", line, screen.lines).isEqualTo(Outcome.ACCEPTED);
        }
        return List.copyOf(screen.lines);
    }

    /** Types a line that must be refused in one sentence; answers that. */
    String refuses(String line) {
        return refusal(line)
                .lines()
                .filter(l -> l.startsWith("error: "))
                .findFirst()
                .orElseThrow();
    }

    /** Types a line that must be refused; answers all that is printed. */
    String refusal(String line) {
        screen.lines.clear();
        assertThat(session.execute(line)).as("%s: %s", line, screen.lines).isEqualTo(Outcome.REFUSED);
        return String.join("\n", screen.lines);
    }

    /** The status that {@code show certificates} tells of a name. */
    String status(String name) {
        return accepts("show certificates " + name).stream()
                .filter(line -> line.startsWith("Status"))
                .map(line -> line.replaceFirst("Status +", ""))
                .findFirst()
                .orElseThrow();
    }

    String file(String name) {
        return directory.resolve(name).toString();
    }

    /** What OpenSSL prints. */
    static String openssl(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = Peer.OPENSSL.program();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Ran.of(command).succeeded().out();
    }

    /** What the JDK's keytool prints. */
    static String keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        return Ran.of(command.toArray(String[]::new)).succeeded().out();
    }

    @Override
    public void close() {
        device.close();
    }
}
