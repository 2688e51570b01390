package org.bumpwire.shell.command;

import picocli.CommandLine.Command;

/** Everything that can be looked at. */
@Command(
        name = "show",
        description = "Look at the device",
        subcommands = {
            ShowAuthenticationCommand.class,
            ShowCertificatesCommand.class,
            ShowCommitsCommand.class,
            ShowCompareCommand.class,
            ShowDateCommand.class,
            ShowDefaultCaCommand.class,
            ShowHealthCommand.class,
            ShowLicenseCommand.class,
            ShowLogCommand.class,
            ShowLogFileCommand.class,
            ShowRolesCommand.class,
            ShowSegmentCommand.class,
            ShowSigningRequestsCommand.class,
            ShowSslinspCommand.class,
            ShowUsersCommand.class,
            ShowVaultCommand.class,
            ShowVersionCommand.class
        })
final class ShowCommand {
    private ShowCommand() {}
}
