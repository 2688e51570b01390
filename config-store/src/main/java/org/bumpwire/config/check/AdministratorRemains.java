package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.User;

/** Without an administrator who can log in nobody could ever change that. */
final class AdministratorRemains implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        if (config.access().users().stream().noneMatch(AdministratorRemains::canAdminister)) {
            problems.add("aaa: no administrator is left who can log in"
                    + " (give a user role administrator and a password or an ssh-key)");
        }
    }

    private static boolean canAdminister(User user) {
        return user.rights().isUnlimited() && user.canLogIn();
    }
}
