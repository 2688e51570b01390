package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final MatchedPolicy POLICY =
            new MatchedPolicy.Client("P", SampleConfig.client("out", 443), ExemptDomains.NONE);
    private static final Trace TRACE = new Trace(List.of(new Trace.Step("rule", "path", "value")));

    @Test
    void leadsEachUserToTheCaseThatItIs() {
        assertThat(List.of(
                        new Decision.Pass(TRACE),
                        new Decision.Inspect(POLICY, TRACE),
                        new Decision.Spare(
                                Reason.EXEMPT_CERTIFICATE,
                                new Lesson(Lesson.Kind.EXEMPT_CERTIFICATE, "health.org"),
                                POLICY,
                                TRACE),
                        new Decision.Bypass(Reason.BYPASS_MAX_CONNECTIONS, TRACE),
                        new Decision.NotDecrypt(Reason.BYPASS_DOMAIN, TRACE),
                        new Decision.Block(Reason.REFUSED_CLEARTEXT, POLICY, TRACE)))
                .extracting(decision -> decision.match(new Names()), Decision::outcome, Decision::trace)
                .containsExactly(
                        tuple("pass", "No policy matches: passed untouched", TRACE),
                        tuple("inspect", "Inspect", TRACE),
                        tuple("spare", "Decrypted but not inspected", TRACE),
                        tuple("bypass", "Bypassed", TRACE),
                        tuple("notDecrypt", "Not decrypted", TRACE),
                        tuple("block", "Refused", TRACE));
    }

    private static final class Names implements Decision.Cases<String> {
        @Override
        public String pass(Decision.Pass decision) {
            return "pass";
        }

        @Override
        public String inspect(Decision.Inspect decision) {
            return "inspect";
        }

        @Override
        public String spare(Decision.Spare decision) {
            return "spare";
        }

        @Override
        public String bypass(Decision.Bypass decision) {
            return "bypass";
        }

        @Override
        public String notDecrypt(Decision.NotDecrypt decision) {
            return "notDecrypt";
        }

        @Override
        public String block(Decision.Block decision) {
            return "block";
        }
    }
}
