package org.bumpwire.proxy.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.model.Category;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.DomainList;
import org.bumpwire.proxy.policy.ExemptDomains.Exemption;
import org.bumpwire.proxy.policy.Trace.Step;
import org.junit.jupiter.api.Test;

class ExemptDomainsTest {
    private static final String PATH = "sslinsp decryption-policy D ";

    private final List<Step> steps = new ArrayList<>();
    private final ExemptDomains exempt = new ExemptDomains(new DecryptionPolicy(
            "D",
            "",
            List.of(SampleConfig.domain("own.bank.example")),
            List.of(category("NEWS", "*.news.example"), category("BANKS", "*.bank.example", "bank.example")),
            List.of(SampleConfig.domain("open.bank.example"), SampleConfig.domain("own.bank.example"))));

    @Test
    void exemptsTheDomainsOfACategory() {
        assertThat(exempt.find("www.bank.example", steps))
                .hasValue(new Exemption(Reason.BYPASS_CATEGORY, PATH + "never-decrypt category"));
        assertThat(steps)
                .containsExactly(
                        new Step("Decryption policy exempts the domain", PATH + "never-decrypt domain", "no"),
                        new Step("Override of the categories covers the domain", PATH + "override domain", "no"),
                        new Step(
                                "Decryption policy exempts a category of the domain",
                                PATH + "never-decrypt category",
                                "yes, *.bank.example of \"BANKS\""));
    }

    @Test
    void decryptsAnOverrideAlthoughItsCategoryIsExempt() {
        assertThat(exempt.find("open.bank.example", steps)).isEmpty();
        assertThat(steps).last().extracting(Step::value).isEqualTo("yes, open.bank.example");
    }

    @Test
    void exemptsASingleDomainWhateverIsOverridden() {
        assertThat(exempt.find("own.bank.example", steps))
                .hasValue(new Exemption(Reason.BYPASS_DOMAIN, PATH + "never-decrypt domain"));
    }

    @Test
    void exemptsNothingElse() {
        assertThat(exempt.covers("www.shop.example")).isFalse();
        assertThat(ExemptDomains.NONE.covers("www.bank.example")).isFalse();
    }

    private static Category category(String name, String... domains) {
        return new Category(name, "", new DomainList(name, (String.join("\n", domains) + "\n").getBytes(US_ASCII)));
    }
}
