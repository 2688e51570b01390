package org.bumpwire.shell.boot;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bumpwire.shell.line.LineShell;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.Script;
import org.bumpwire.shell.ssh.ShellServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code shell/bin/bumpwire} runs. */
@Command(
        name = "bumpwire",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Starts the device with a shell on this terminal. It ends with that shell.")
public final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the device keeps everything (default: ~/.bumpwire)")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".bumpwire");

    @Option(
            names = "--tour",
            description = "Shows a throw-away device at work with traffic of its own, then leaves you at its shell")
    private boolean tour;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Runs the lines of a file (- for standard input) as an administrator; "
                    + "exits 0 only if all were accepted")
    private @Nullable String batch;

    @Option(names = "--daemon", description = "No shell on this terminal; after --batch, the device goes on running")
    private boolean daemon;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            description = "Threads that move traffic (default: one a processor)")
    private int eventLoops = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the passphrase of the private keys in its first line (default: systemd's credential "
                    + StartPassphrase.CREDENTIAL + ", else it is asked for); a new device is protected by it")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--ssh",
            paramLabel = "ADDR:PORT|off",
            description = "Where a new device serves its shell over SSH (default: 127.0.0.1:2222); "
                    + "later its configuration says so")
    private @Nullable String firstSsh;

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    public static void main(String[] arguments) {
        DeviceLog.takeOffScreen();
        Thread early = new Thread(ShellServer::loadEarly, "load-early");
        early.setDaemon(true);
        // What fails here fails again where it can be reported.
        early.setUncaughtExceptionHandler((thread, failure) -> {});
        early.start();
        System.exit(new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler(Main::fault)
                .execute(arguments));
    }

    private static int wrongUse(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("bumpwire: " + wrong.getMessage() + " (see bumpwire --help)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int fault(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        LOG.error("The device failed on {}", parsed.originalArgs(), fault);
        command.getErr().println("bumpwire: Internal fault (" + fault + ")");
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run();
        } catch (BootException e) {
            err.println("bumpwire: " + e.getMessage());
            return FAILED;
        }
    }

    private int run() throws BootException, InterruptedException {
        if (eventLoops < 1) {
            throw new BootException("--event-loops must be at least 1");
        }
        Optional<Console> console = terminal();
        if (tour) {
            return new TourRun(out, console.isPresent(), eventLoops).run();
        }
        if (batch == null && !daemon && console.isEmpty()) {
            throw new BootException("There is no terminal for a shell; use --batch or --daemon");
        }
        Optional<Console> operator = batch == null && !daemon ? console : Optional.empty();
        StartPassphrase passphrase =
                StartPassphrase.of(passphraseFile, System.getenv("CREDENTIALS_DIRECTORY"), console);
        return new DeviceRun(eventLoops, passphrase).in(stateDirectory, (appliance, state) -> {
            if (appliance.isNew()) {
                begin(appliance, operator);
            }
            return serve(appliance);
        });
    }

    /** The launcher makes JDK 22 and later answer as those before: null unless a person can see and type. */
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console());
    }

    private void begin(Appliance appliance, Optional<Console> operator) throws BootException {
        FirstAdministrator administrator =
                operator.map(FirstAdministrator::askedAt).orElseGet(FirstAdministrator::withGeneratedPassword);
        appliance.begin(administrator, sshStatement());
        administrator
                .generated()
                .ifPresent(password -> err.printf(
                        "This device is new. Its administrator '%s' has the password %s (shown only this once).%n",
                        FirstAdministrator.NAME, password));
    }

    private int serve(Appliance appliance) throws BootException, InterruptedException {
        appliance.start().forEach(err::println);
        if (batch == null && !daemon) {
            runConsole(appliance);
            return 0;
        }
        int status = batch == null ? 0 : runBatch(appliance, batch);
        if (status == 0 && daemon) {
            appliance.stop().await();
        }
        return status;
    }

    private List<String> sshStatement() {
        if (firstSsh == null) {
            return List.of();
        }
        return List.of(firstSsh.equals("off") ? "gen ssh state disable" : "gen ssh listen " + firstSsh);
    }

    private int runBatch(Appliance appliance, String file) throws BootException {
        try (BufferedReader lines = file.equals("-")
                        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(Path.of(file));
                Script script = new Script(appliance.sessions(), Operator.batch(FirstAdministrator.NAME), out, err)) {
            appliance.stop().whenGiven(script::hangup);
            return script.run(lines);
        } catch (IOException e) {
            throw new BootException("Batch '%s' cannot be read: %s".formatted(file, StateDirectory.reason(e)), e);
        }
    }

    static void runConsole(Appliance appliance) throws BootException {
        try {
            LineShell shell = LineShell.console(appliance.sessions(), Operator.console(FirstAdministrator.NAME));
            appliance.stop().whenGiven(shell::hangup);
            shell.run();
        } catch (IOException e) {
            throw new BootException("This terminal cannot be used: " + e.getMessage(), e);
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** What {@code --version} prints. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Bumpwire " + Version.ofThisBuild()};
        }
    }
}
