package org.bumpwire.shell.command;

import java.util.stream.Stream;
import org.bumpwire.shell.session.Command;
import org.bumpwire.shell.session.CommandSet;

/** The list of everything that an operator can type besides configuration statements. */
public final class Commands {
    private Commands() {}

    public static CommandSet all() {
        return new CommandSet(
                Stream.of(
                                ActivateCommand.class,
                                AnnotateCommand.class,
                                ChpasswdCommand.class,
                                CertificateCommand.class,
                                CategoryCommand.class,
                                ClearCommand.class,
                                CommitCommand.class,
                                CompareCommand.class,
                                CopyCommand.class,
                                DebugCommand.class,
                                DeactivateCommand.class,
                                DeleteCommand.class,
                                DiscardCommand.class,
                                DisconnectCommand.class,
                                DisplayCommand.class,
                                EditCommand.class,
                                ExitCommand.class,
                                ExplainCommand.class,
                                HaltCommand.class,
                                HelpCommand.class,
                                HistoryCommand.class,
                                LeaveCommand.class,
                                LicenseCommand.class,
                                LoadCommand.class,
                                LogoutCommand.class,
                                MonitorCommand.class,
                                PassphraseCommand.class,
                                PromoteCommand.class,
                                QuitCommand.class,
                                RenameCommand.class,
                                RescueCommand.class,
                                RollbackCommand.class,
                                SaveConfigCommand.class,
                                ShowCommand.class,
                                SnapshotCommand.class,
                                TerminalCommand.class,
                                TestCommand.class,
                                TopCommand.class,
                                UpCommand.class,
                                UpdateCommand.class,
                                UsersCommand.class)
                        .<Command>map(DeclaredCommand::new)
                        .toList(),
                CertificateActions.all());
    }
}
