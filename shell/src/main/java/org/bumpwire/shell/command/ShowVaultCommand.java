package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Where the private keys rest, and what protects them. */
@Command(name = "vault", description = "Where private keys rest, what protects them, and which are missing")
@Needs(value = Capability.MANAGE_KEYS, grant = Grant.READ)
final class ShowVaultCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Vault vault = session.device().vault();
        List<String> missing = session.device().config().running().certificates().stream()
                .filter(identity -> !identity.hasKey())
                .map(Identity::name)
                .toList();
        try {
            session.show(new FieldsReport("vault")
                    .field("Private keys", "keys", vault.keys())
                    .field("Of these on disk, encrypted", "keysOnDisk", vault.keysOnDisk())
                    .field("New ones are persisted", "persisted", Cell.yesNo(vault.persistsKeys()))
                    .field(
                            "A start needs a passphrase",
                            "passphrase",
                            Cell.yesNo(vault.protection().hasPassphrase()))
                    .field(
                            "Certificates without their key",
                            "missing",
                            new Cell(missing.isEmpty() ? "none" : String.join("\n", missing), missing)));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }
}
