package org.bumpwire.shell.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Device;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** How the device fares. */
@Command(name = "health", description = "Uptime, memory, load, disk, journals")
final class ShowHealthCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Device device = session.device();
        Runtime runtime = Runtime.getRuntime();
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        long revision = device.config().running().revision();
        session.show(new FieldsReport("health")
                .field("Uptime", "uptimeMillis", Cell.duration(uptime))
                .field("Running revision", "runningRevision", revision)
                .field(
                        "Running is saved",
                        "runningIsSaved",
                        Cell.yesNo(device.config().runningIsSaved()))
                .field("License", "license", ShowLicenseCommand.status(device.license()))
                .field("Certificates to replace", "certificatesToReplace", expiring(session))
                .field(
                        "Open TLS sessions",
                        "sessions",
                        device.dataPlane().sessions().size())
                .field("Memory in use", "memoryUsedBytes", Cell.bytes(runtime.totalMemory() - runtime.freeMemory()))
                .field("Memory limit", "memoryLimitBytes", Cell.bytes(runtime.maxMemory()))
                .field("Threads", "threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .field("Processors", "processors", runtime.availableProcessors())
                .field("Load of the system", "systemLoad", new Cell(String.format(Locale.ROOT, "%.2f", load), load))
                .field("Free disk", "freeDiskBytes", Cell.bytes(freeDisk(device)))
                .field(
                        "Journal records written",
                        "journalAppended",
                        device.journal().appended())
                .field(
                        "Journal records lost",
                        "journalDropped",
                        device.journal().dropped()));
    }

    /** What expires soon or has, so that the warnings of the System log are not the only ones. */
    private static Cell expiring(ShellSession session) {
        Certificates certificates = Certificates.running(session);
        List<String> soon = certificates.names("certificate").stream()
                .filter(name -> !name.endsWith("_REPLACED"))
                .flatMap(name -> certificates.expiry(name).stream())
                .toList();
        return new Cell(soon.isEmpty() ? "none" : String.join("\n", soon), soon);
    }

    /** Of the disk that holds the device's state; 0 where it cannot be told. */
    private static long freeDisk(Device device) {
        Path place = device.files();
        while (!Files.exists(place)) {
            Path parent = place.getParent();
            if (parent == null) {
                return 0;
            }
            place = parent;
        }
        return place.toFile().getUsableSpace();
    }
}
