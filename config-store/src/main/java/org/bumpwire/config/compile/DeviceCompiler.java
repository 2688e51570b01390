package org.bumpwire.config.compile;

import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.General;
import org.bumpwire.config.model.LogSettings;
import org.bumpwire.config.model.User;
import org.bumpwire.config.schema.AccessContext;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.schema.LogContext;

/** The device itself, its operators and its journals. */
final class DeviceCompiler {
    private DeviceCompiler() {}

    static General general(Scope root) {
        Scope gen = root.in(GeneralContext.NODE);
        Scope ssh = gen.in(GeneralContext.SSH);
        return new General(
                gen.value(GeneralContext.HOST_NAME),
                gen.text(GeneralContext.LOCATION),
                gen.text(GeneralContext.BANNER),
                gen.value(GeneralContext.SESSION_IDLE_TIMEOUT),
                ssh.value(GeneralContext.SSH_STATE),
                ssh.value(GeneralContext.SSH_LISTEN));
    }

    static Access access(Scope root) {
        Scope aaa = root.in(AccessContext.NODE);
        Scope login = aaa.in(AccessContext.LOGIN);
        return new Access(
                aaa.each(AccessContext.USER).stream().map(DeviceCompiler::user).toList(),
                login.value(AccessContext.MAX_ATTEMPTS),
                login.value(AccessContext.LOCKOUT));
    }

    static LogSettings log(Scope root) {
        Scope log = root.in(LogContext.NODE);
        return new LogSettings(log.value(LogContext.MAX_SIZE), log.value(LogContext.MAX_AGE));
    }

    private static User user(Scope user) {
        return new User(
                user.name(),
                user.text(AccessContext.USER_DESCRIPTION),
                user.value(AccessContext.USER_ROLE),
                user.text(AccessContext.USER_PASSWORD),
                user.value(AccessContext.USER_SSH_KEY));
    }
}
