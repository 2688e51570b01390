package org.bumpwire.config.model;

import java.time.Duration;
import org.bumpwire.config.access.PasswordRules;

/**
 * The rules for logging in.
 *
 * @param maxAttempts failures in a row after which an account is locked
 * @param lockout for how long
 * @param passwords for the device's own accounts
 * @param remote who else is asked
 */
public record Login(int maxAttempts, Duration lockout, PasswordRules passwords, RemoteLogin remote) {}
