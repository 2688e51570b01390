package org.bumpwire.shell.boot;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.journal.Severity;
import org.bumpwire.proxy.rehearsal.Rehearsal;
import org.jspecify.annotations.Nullable;

/** Lets the data plane rehearse once before the first listener opens; a device that has none is spared it. */
final class Rehearsing implements ConfigSubscriber {
    private final ApplianceConfig defaults;
    private final SystemJournal notes;
    private @Nullable CompletableFuture<Void> done;

    /**
     * @param defaults a configuration in which nothing has been configured
     */
    Rehearsing(ApplianceConfig defaults, SystemJournal notes) {
        this.defaults = defaults;
        this.notes = notes;
    }

    /** Begins while the rest of the device starts; answers what can be waited for. */
    synchronized CompletableFuture<Void> begin() {
        CompletableFuture<Void> begun = done;
        if (begun == null) {
            begun = CompletableFuture.supplyAsync(() -> Rehearsal.perform(defaults))
                    .thenAccept(this::tell);
            done = begun;
        }
        return begun;
    }

    private void tell(Optional<String> brokenOff) {
        brokenOff.ifPresent(reason -> notes.note(
                Severity.NOTICE, "proxy", "Rehearsal was broken off, so the first sessions take longer: " + reason));
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        if (!next.segments().isEmpty()) {
            begin().join();
        }
        return new PreparedChange() {
            @Override
            public void apply() {
                // There was only to be waited.
            }

            @Override
            public void discard() {
                // Nothing was made.
            }
        };
    }
}
