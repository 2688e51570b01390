package org.bumpwire.config.model;

import java.time.Duration;

/**
 * The rules for logging in.
 *
 * @param maxAttempts failures in a row after which an account is locked
 * @param lockout for how long
 */
public record Login(int maxAttempts, Duration lockout) {}
