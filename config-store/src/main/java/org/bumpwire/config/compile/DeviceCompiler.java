package org.bumpwire.config.compile;

import org.bumpwire.config.model.General;
import org.bumpwire.config.model.LogSettings;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.schema.LogContext;

/** The device itself and its journals. */
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

    static LogSettings log(Scope root) {
        Scope log = root.in(LogContext.NODE);
        return new LogSettings(log.value(LogContext.MAX_SIZE), log.value(LogContext.MAX_AGE));
    }
}
