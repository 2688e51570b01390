package org.bumpwire.proxy.rehearsal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's compilers, which work on after what made them work: what a rehearsal has made worth compiling is compiled some
 * time later, on a busy processor a good while, and not at all if it does not run any more when its turn comes.
 */
final class JustInTime {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** What the kernel says of a compiler's thread after its number: its name, cut short, and that it runs. */
    private static final String QUICK_WORKS = " (C1 CompilerThre) R ";

    private static final String OPTIMISING_WORKS = " (C2 CompilerThre) R ";

    private static final int QUIET_LOOKS = 5;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private JustInTime() {}

    /**
     * Waits until they have been seen at rest several times on end. Where they cannot be seen, they pass for being at rest.
     *
     * @param deadline when to go on regardless, as {@link System#nanoTime} says it
     */
    static void awaitRest(long deadline) throws InterruptedException {
        int looks = 0;
        while (looks < QUIET_LOOKS && deadline - System.nanoTime() > 0) {
            looks = areWorking() ? 0 : looks + 1;
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static boolean areWorking() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (isWorkingCompiler(thread)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean isWorkingCompiler(Path thread) {
        try {
            String state = Files.readString(thread.resolve("stat"));
            return state.contains(QUICK_WORKS) || state.contains(OPTIMISING_WORKS);
        } catch (IOException e) {
            // It has ended meanwhile.
            return false;
        }
    }
}
