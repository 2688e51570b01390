package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bumpwire.config.model.User.Role;
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
    void asksForTheHighestRoleOnTheWay() {
        assertThat(WEB.changedBy()).isEqualTo(Role.OPERATOR);
        assertThat(ConfigPath.of("aaa", "login").changedBy()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(ConfigPath.of("certificates", "certificate", "a").changedBy())
                .isEqualTo(Role.ADMINISTRATOR);
        assertThat(ConfigPath.of("certificates", "ca-certificate", "a").changedBy())
                .isEqualTo(Role.OPERATOR);
    }

    @Test
    void refusesWordsThatLeadNowhere() {
        assertThatThrownBy(() -> ConfigPath.of("sslinsp", "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No context 'nonsense'");
    }
}
