package org.bumpwire.journal.chronicle;

import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionHandler;

/** Keeps Chronicle from announcing itself on the operator's console and from starting threads that we do not need. */
final class QuietChronicle {
    /** To be called before Chronicle's first class is used: it reads these settings once. */
    static void hush() {
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("chronicle.table.store.timeoutMS", "1000");
        ExceptionHandler nothing = ExceptionHandler.ignoresEverything();
        Jvm.setExceptionHandlers(nothing, nothing, nothing, nothing);
    }

    private QuietChronicle() {}
}
