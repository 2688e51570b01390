package org.bumpwire.config.model;

import java.time.Duration;

/**
 * The device itself.
 *
 * @param sshEnabled whether the shell is served over SSH
 * @param sessionIdleTimeout after which a shell session is logged out; zero for never
 */
public record General(
        String hostName,
        String location,
        String banner,
        Duration sessionIdleTimeout,
        boolean sshEnabled,
        Endpoint sshListen) {}
