package org.bumpwire.shell.boot;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.journal.Severity;
import org.bumpwire.proxy.rehearsal.Rehearsal;

/** Lets the data plane rehearse while the device starts, and no listener open before it is done. */
final class Rehearsing implements ConfigSubscriber {
    private final CompletableFuture<Void> done;

    private Rehearsing(CompletableFuture<Void> done) {
        this.done = done;
    }

    static Rehearsing begin(ApplianceConfig defaults, SystemJournal notes) {
        return new Rehearsing(CompletableFuture.supplyAsync(() -> Rehearsal.perform(defaults))
                .thenAccept(brokenOff -> tell(brokenOff, notes)));
    }

    private static void tell(Optional<String> brokenOff, SystemJournal notes) {
        brokenOff.ifPresent(reason -> notes.note(
                Severity.NOTICE, "proxy", "Rehearsal was broken off, so the first sessions take longer: " + reason));
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        if (!next.segments().isEmpty()) {
            done.join();
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
