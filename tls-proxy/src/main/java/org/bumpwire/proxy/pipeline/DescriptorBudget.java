package org.bumpwire.proxy.pipeline;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Keeps file descriptors back for everything but flows, so that a flood of these never takes the shell's. */
final class DescriptorBudget {
    /** Listeners, journals, configuration files, shell sessions, jars. */
    private static final long RESERVE = 256;

    private static final int A_FLOW = 2;

    private final long limit;

    DescriptorBudget(long limit) {
        this.limit = limit;
    }

    static DescriptorBudget ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? new DescriptorBudget(system.getMaxFileDescriptorCount())
                : new DescriptorBudget(Long.MAX_VALUE);
    }

    boolean hasRoomFor(int flows) {
        return (long) flows * A_FLOW + RESERVE <= limit;
    }
}
