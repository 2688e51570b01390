package org.bumpwire.config.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.store.ConfigSubscriber.PreparedChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the parts of the appliance that follow the configuration; a fault in one of them is kept from the others. */
final class Subscribers {
    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final List<ConfigSubscriber> subscribers = new CopyOnWriteArrayList<>();

    void add(ConfigSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** Asks all of them, also after one has refused, so that the operator sees every problem. */
    Prepared prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        List<PreparedChange> changes = new ArrayList<>();
        for (ConfigSubscriber subscriber : subscribers) {
            try {
                changes.add(subscriber.prepare(running, next, problems));
            } catch (RuntimeException e) {
                log.error(
                        "{} failed to prepare a configuration",
                        subscriber.getClass().getSimpleName(),
                        e);
                problems.add("%s failed to prepare the change, which is a fault of the device (see its log)"
                        .formatted(subscriber.getClass().getSimpleName()));
            }
        }
        return new Prepared(changes);
    }

    /** What all of them prepared. */
    record Prepared(List<PreparedChange> changes) {
        static final Prepared NOTHING = new Prepared(List.of());

        Prepared {
            changes = List.copyOf(changes);
        }

        void apply() {
            for (PreparedChange change : changes) {
                try {
                    change.apply();
                } catch (RuntimeException e) {
                    log.error("A prepared change failed although it must not; the others are made", e);
                }
            }
        }

        /** The last first, as they may rest on one another. */
        void discard() {
            List<PreparedChange> reversed = new ArrayList<>(changes);
            Collections.reverse(reversed);
            for (PreparedChange change : reversed) {
                try {
                    change.discard();
                } catch (RuntimeException e) {
                    log.error("A prepared change could not be discarded", e);
                }
            }
        }
    }
}
