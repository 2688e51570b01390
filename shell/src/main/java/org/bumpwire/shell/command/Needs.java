package org.bumpwire.shell.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.session.Mode;

/** Who may run a command, and where; a command without it needs what the one needs that it is a word of. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Needs {
    Capability value() default Capability.LOOK;

    /** How far the capability must go. */
    Grant grant() default Grant.WRITE;

    Mode[] in() default {Mode.OPERATIONAL, Mode.EDIT};

    /** Whether it changes the device, so that its audit record must outlive a crash. */
    boolean changesDevice() default false;
}
