package org.bumpwire.stats;

import java.util.concurrent.atomic.AtomicLong;

/** How many there are now, with the highest number that there ever was; any thread may move it. */
public final class Gauge implements Reading {
    private final String name;
    private final String help;
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong highest = new AtomicLong();

    Gauge(String name, String help) {
        this.name = name;
        this.help = help;
    }

    public long increment() {
        return add(1);
    }

    public long decrement() {
        return add(-1);
    }

    /** Moves the gauge and answers where it stands then. */
    public long add(long amount) {
        long value = now.addAndGet(amount);
        if (value > highest.get()) {
            highest.accumulateAndGet(value, Math::max);
        }
        return value;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public Kind kind() {
        return Kind.GAUGE;
    }

    @Override
    public long value() {
        return now.get();
    }

    @Override
    public void clear() {
        // What is there now does not go away because an operator clears the counters.
    }

    /** The reading that shows the highest value since the start or the last clear. */
    Reading peak(String peakName, String peakHelp) {
        return new Peak(peakName, peakHelp);
    }

    private final class Peak implements Reading {
        private final String peakName;
        private final String peakHelp;

        private Peak(String peakName, String peakHelp) {
            this.peakName = peakName;
            this.peakHelp = peakHelp;
        }

        @Override
        public String name() {
            return peakName;
        }

        @Override
        public String help() {
            return peakHelp;
        }

        @Override
        public Kind kind() {
            return Kind.PEAK;
        }

        @Override
        public long value() {
            return highest.get();
        }

        @Override
        public void clear() {
            highest.set(now.get());
            // The gauge may have risen between the two calls, and its own record of that been overwritten.
            highest.accumulateAndGet(now.get(), Math::max);
        }
    }
}
