package org.bumpwire.config.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words. */
final class IoReason {
    private IoReason() {}

    static String of(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for '%s'".formatted(denied.getFile());
        }
        if (e instanceof NoSuchFileException gone) {
            return "'%s' is not there".formatted(gone.getFile());
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return "'%s': %s".formatted(system.getFile(), system.getReason());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
