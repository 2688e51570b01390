package org.bumpwire.shell.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.schema.TrustContexts;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.type.DomainFile;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Brings the domains of categories: they rest in the vault, and the configuration names them. */
final class CategoryActions {
    private static final long MOST_BYTES = 64L << 20;

    private CategoryActions() {}

    static Map<String, ConfigAction> all() {
        return Map.of(TrustContexts.IMPORT_DOMAINS.id(), CategoryActions::importDomains);
    }

    private static void importDomains(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        byte[] domains = read(ActionArguments.file(session, asked, "file"), ActionArguments.text(asked, "file"));
        try {
            String id = session.device().vault().putDocument(domains);
            editing.assign(new Statement.Assign(
                    asked.path(), List.of(new Statement.LeafEdit(TrustContexts.CATEGORY_DOMAINS, List.of(id)))));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
        session.say("%s is in the candidate: %d domains".formatted(asked.path(), lines(domains)));
    }

    private static byte[] read(Path file, String typed) throws CommandException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException("File \"%s\" is larger than 64 MiB".formatted(typed));
            }
            return DomainFile.read(Files.readAllLines(file));
        } catch (ValueException e) {
            throw new CommandException("File \"%s\" was not imported: %s".formatted(typed, e.getMessage()));
        } catch (IOException e) {
            throw unreadable(typed, e);
        }
    }

    private static CommandException unreadable(String typed, IOException e) {
        return new CommandException(
                e instanceof CharacterCodingException
                        ? "File \"%s\" is no UTF-8 text".formatted(typed)
                        : "File \"%s\" cannot be read: %s".formatted(typed, e.getMessage()));
    }

    private static int lines(byte[] text) {
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
