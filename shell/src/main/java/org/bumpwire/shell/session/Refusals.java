package org.bumpwire.shell.session;

import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.guard.ChangeGuard;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.tree.ConfigPath;

/** What operators are told who may not do something: which capability is missing, or which group keeps it from them. */
final class Refusals {
    private Refusals() {}

    static void unless(Rights rights, Capability capability, Grant grant) throws CommandException {
        if (!rights.may(capability, grant)) {
            throw new CommandException("Your role, \"%s\", lacks capability %s %s; ask an administrator"
                    .formatted(rights.role().name(), capability.word(), grant.word()));
        }
    }

    /** The same for a context of the configuration, whether it is there or not. */
    static void unless(Rights rights, ConfigPath path, Grant grant) throws CommandException {
        Optional<String> refusal = new ChangeGuard(rights).forPath(path, grant);
        if (refusal.isPresent()) {
            throw new CommandException(refusal.get());
        }
    }
}
