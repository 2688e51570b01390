package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Category;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** The lists of domains that decryption policies may exempt. */
@Command(name = "categories", description = "The categories, how many domains each has, and which policies exempt it")
@Needs(value = Capability.SSL_DECRYPTION_POLICIES, grant = Grant.READ)
final class ShowCategoriesCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Category", "category"),
            Column.number("Domains", "domains"),
            Column.number("Memory", "memoryBytes"),
            Column.text("Never decrypted by", "policies"),
            Column.text("Description", "description"));

    @Override
    public void run(ShellSession session) throws CommandException {
        SslInspection ssl = session.device().config().running().sslInspection();
        SeenObjects seen = SeenObjects.by(session);
        TableReport report = new TableReport("categories", "There is no category", COLUMNS);
        for (Category category : ssl.categories()) {
            List<String> policies = ssl.decryptionPolicies().stream()
                    .filter(policy -> policy.neverDecryptCategories().contains(category))
                    .map(policy -> seen.name(policy.name(), "sslinsp", "decryption-policy"))
                    .distinct()
                    .toList();
            report.row(
                    Cell.of(category.name()),
                    Cell.of(category.domains().size()),
                    Cell.bytes(category.domains().memory()),
                    new Cell(String.join(", ", policies), policies),
                    Cell.of(category.description()));
        }
        session.show(report);
    }
}
