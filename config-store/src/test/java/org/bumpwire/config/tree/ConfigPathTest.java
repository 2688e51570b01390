package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bumpwire.config.access.Capability;
import org.junit.jupiter.api.Test;

class ConfigPathTest {
    private static final ConfigPath WEB = ConfigPath.of("sslinsp", "server", "my web");

    @Test
    void namesItselfForPeopleAndAsAStatement() {
        assertThat(ConfigPath.of("sslinsp", "server", "WEB")).hasToString("sslinsp server \"WEB\"");
        assertThat(ConfigPath.of("sslinsp", "server", "WEB").statement()).isEqualTo("sslinsp server WEB");
        assertThat(WEB.statement()).isEqualTo("sslinsp server \"my web\"");
    }

    @Test
    void knowsItsSurroundings() {
        assertThat(WEB.parent()).isEqualTo(ConfigPath.of("sslinsp"));
        assertThat(ConfigPath.root().parent()).isEqualTo(ConfigPath.root());
        assertThat(WEB.isWithin(ConfigPath.of("sslinsp"))).isTrue();
        assertThat(ConfigPath.of("sslinsp").isWithin(WEB)).isFalse();
    }

    @Test
    void needsTheCapabilitiesOfTheInnermostContextThatNamesSome() {
        assertThat(ConfigPath.root().needs()).isEmpty();
        assertThat(WEB.needs()).containsExactly(Capability.SSL_SERVERS);
        assertThat(ConfigPath.of("sslinsp", "limit").needs()).containsExactly(Capability.SSL_SETTINGS);
        assertThat(ConfigPath.of("aaa", "login").needs()).containsExactly(Capability.AUTHENTICATION);
        assertThat(ConfigPath.of("certificates", "certificate", "a").needs())
                .containsExactly(Capability.DEVICE_CERTIFICATES, Capability.MANAGE_KEYS);
        assertThat(ConfigPath.of("certificates", "ca-certificate", "a").needs())
                .containsExactly(Capability.DEVICE_CERTIFICATES);
    }

    @Test
    void refusesWordsThatLeadNowhere() {
        assertThatThrownBy(() -> ConfigPath.of("sslinsp", "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No context 'nonsense'");
    }
}
