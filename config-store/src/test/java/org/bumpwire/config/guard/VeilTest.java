package org.bumpwire.config.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.guard.GuardFixture.except;
import static org.bumpwire.config.guard.GuardFixture.tree;
import static org.bumpwire.config.guard.GuardFixture.with;
import static org.bumpwire.config.guard.GuardFixture.without;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.tree.Merge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeilTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            sslinsp server "MAIL" protocol: outdated      | sslinsp server (hidden) protocol: outdated
            sslinsp server "MAIL": ip is missing (set it with: sslinsp server MAIL ip CIDR) | sslinsp server (hidden): ip is missing (set it with: sslinsp server (hidden) ip CIDR)
            sslinsp server "WEB" ip: '10.0.0.1' here      | sslinsp server "WEB" ip: '10.0.0.1' here
            sslinsp server "MAIL" ip: '10.0.0.1' here     | sslinsp server (hidden) ip: (hidden) here
            sslinsp profile "P" client-policy "C": sslinsp server "MAIL" does not exist | sslinsp profile "P" client-policy "C": sslinsp server (hidden) does not exist
            sslinsp server "MAIL" x "C", sslinsp server "WEB"  | sslinsp server (hidden) x (hidden), sslinsp server "WEB"
            sslinsp server "MAIL": a CA's, or nobody's     | sslinsp server (hidden): a CA's, or nobody's
            sslinsp server cannot be enabled: "MAIL"       | sslinsp server cannot be enabled: "MAIL"
            virtual-segment "MAIL" and segment "MAIL"      | virtual-segment "MAIL" and segment "MAIL"
            """)
    void hidesTheNamesOfWhatAGroupKeepsBack(String sentence, String told) {
        assertThat(new Veil(new Sight(except(GroupedObject.SERVER, "MAIL"))).over(sentence))
                .isEqualTo(told);
        assertThat(new Veil(new Sight(Rights.ALL)).over(sentence)).isEqualTo(sentence);
    }

    @Test
    void hidesWhatARoleDoesNotSee() {
        assertThat(new Veil(new Sight(without(Capability.SSL_PROFILES)))
                        .over("sslinsp profile \"P\": server-policy \"A\" never applies, \"B\" does"))
                .isEqualTo("sslinsp profile (hidden): server-policy (hidden) never applies, (hidden) does");
        assertThat(new Veil(new Sight(with(Capability.SSL_SERVERS))).over("aaa user \"a\\\\b\" and segment \"s\""))
                .isEqualTo("aaa user (hidden) and segment (hidden)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            sslinsp server MAIL certificate       | sslinsp server (hidden)
            sslinsp server "MAIL"                 | sslinsp server (hidden)
            sslinsp server WEB certificate        | sslinsp server WEB certificate
            sslinsp server                        | sslinsp server
            sslinsp profile MAIL server-policy X  | sslinsp profile MAIL server-policy X
            show license                          | show license
            """)
    void cutsATypedPathShort(String typed, String told) {
        assertThat(new Veil(new Sight(except(GroupedObject.SERVER, "MAIL"))).overPath(typed))
                .isEqualTo(told);
    }

    @Test
    void leavesOutWhatIsAboutNothingElse() {
        assertThat(new Veil(new Sight(except(GroupedObject.SERVER, "MAIL")))
                        .without(List.of(
                                "sslinsp server \"MAIL\" protocol: outdated",
                                "sslinsp server \"WEB\" protocol: outdated",
                                "sslinsp profile \"P\" names sslinsp server \"MAIL\"")))
                .containsExactly(
                        "sslinsp server \"WEB\" protocol: outdated",
                        "sslinsp profile \"P\" names sslinsp server (hidden)");
    }

    @Test
    void aConflictDoesNotTellWhichHiddenObjectsAreNamed() {
        String line = "sslinsp profile P server-policy S server ";
        Merge.Merged merged = Merge.of(
                tree(line + "WEB"),
                tree(line + "MAIL"),
                tree(line + "NEWS"),
                new Sight(except(GroupedObject.SERVER, "NEWS")).sieve());

        assertThat(merged.conflicts())
                .containsExactly("sslinsp profile \"P\" server-policy \"S\" server: 'MAIL' here, changed in the"
                        + " running configuration");
    }
}
