package org.bumpwire.shell.command;

import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.Reading;

/** What counters stand at; zero where nothing counts. */
final class Counters {
    private Counters() {}

    static long value(ShellSession session, String group, String counter) {
        return session.device().stats().group(group).map(g -> value(g, counter)).orElse(0L);
    }

    static long value(CounterGroup group, String counter) {
        return group.reading(counter).map(Reading::value).orElse(0L);
    }
}
