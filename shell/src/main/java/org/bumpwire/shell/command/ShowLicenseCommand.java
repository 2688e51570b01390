package org.bumpwire.shell.command;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.license.Feature;
import org.bumpwire.config.license.License;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Device;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** What the device is licensed for. */
@Command(name = "license", description = "What the device is licensed for, and until when")
final class ShowLicenseCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.show(report(session.device()));
    }

    static FieldsReport report(Device device) {
        LicenseStore store = device.license();
        License license = store.license();
        Set<Feature> features = store.features();
        FieldsReport report = new FieldsReport("license")
                .field("Status", "status", status(store))
                .field("Serial", "serial", store.fault().isEmpty() ? license.serial() : "")
                .field("Holder", "holder", license.holder());
        for (Feature feature : Feature.values()) {
            report.field(capitalised(feature.title()), feature.word(), Cell.yesNo(features.contains(feature)));
        }
        return report.field(
                        "Sessions at once",
                        "maxConnections",
                        license.maxConnections()
                                .map(n -> new Cell(Integer.toString(n), n))
                                .orElse(new Cell("as configured", "")))
                .field("Valid from", "from", time(license.from()))
                .field("Valid until", "until", time(license.until()));
    }

    /** In a few words, with what to do where something is to be done. */
    static String status(LicenseStore store) {
        return switch (store.state()) {
            case VALID -> store.license().isBuiltIn() ? "Built-in" : "Valid";
            case NOT_YET_VALID -> "Not yet valid";
            case EXPIRED -> "Expired, import another";
            case DAMAGED -> store.fault() + ", import another";
        };
    }

    private static Cell time(Optional<Instant> time) {
        return time.map(Cell::time).orElse(new Cell("unlimited", ""));
    }

    private static String capitalised(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
