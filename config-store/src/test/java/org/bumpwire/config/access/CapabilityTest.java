package org.bumpwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.model.User.Role;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    @Test
    void givesEachRoleWhatItMayDo() {
        assertThat(of(Role.READ_ONLY)).containsExactly(Capability.LOOK);
        assertThat(of(Role.OPERATOR)).containsExactly(Capability.LOOK, Capability.CONFIGURE, Capability.OPERATE);
        assertThat(of(Role.ADMINISTRATOR)).containsExactly(Capability.values());
    }

    private static List<Capability> of(Role role) {
        return Arrays.stream(Capability.values())
                .filter(capability -> capability.belongsTo(role))
                .toList();
    }
}
