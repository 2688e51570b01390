package org.bumpwire.shell.session;

import java.nio.file.Path;
import java.time.Clock;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.journal.Journal;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.stats.StatsRegistry;

/**
 * What the shell commands.
 *
 * @param logins decides who may log in
 * @param version of the product
 * @param files the only directory in which operators from the network read and write files
 * @param histories where the lines that each user typed are kept
 * @param stop ends the device; returns at once
 */
public record Device(
        ConfigStore config,
        Vault vault,
        LicenseStore license,
        StatsRegistry stats,
        Journal journal,
        DataPlane dataPlane,
        LoginDesk logins,
        Clock clock,
        String version,
        Path files,
        Path histories,
        Runnable stop) {}
