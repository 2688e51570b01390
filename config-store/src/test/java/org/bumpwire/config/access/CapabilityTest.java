package org.bumpwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    @Test
    void noTwoShareAWord() {
        assertThat(Arrays.stream(Capability.values()).map(Capability::word)).doesNotHaveDuplicates();
    }

    @Test
    void aReaderChangesNothingOfTheDevice() {
        assertThat(Arrays.stream(Capability.values()).filter(c -> c.ofReader() == Grant.WRITE))
                .containsExactly(Capability.LOOK);
    }

    @Test
    void anOperatorMayAllThatAReaderMay() {
        assertThat(Capability.values()).allMatch(c -> c.ofOperator().includes(c.ofReader()));
    }

    @Test
    void anOperatorChangesNeitherUsersNorKeysNorLocks() {
        assertThat(Arrays.stream(Capability.values()).filter(c -> c.ofOperator() != Grant.WRITE))
                .containsExactly(
                        Capability.CONTROL_DEVICE,
                        Capability.MANAGE_USERS,
                        Capability.AUTHENTICATION,
                        Capability.ASSERTS,
                        Capability.LOCK_SSL_FILTER,
                        Capability.MANAGE_KEYS,
                        Capability.AUDIT_LOG);
    }
}
