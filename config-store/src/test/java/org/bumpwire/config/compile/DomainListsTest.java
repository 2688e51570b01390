package org.bumpwire.config.compile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Category;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.pki.PkiException;
import org.junit.jupiter.api.Test;

class DomainListsTest {
    private static final String NOTHING = "sha256:" + "0".repeat(64);

    private final VaultFixture fixture = new VaultFixture();
    private final TreeCompiler compiler = new TreeCompiler(fixture.vault());
    private final Problems problems = new Problems();

    @Test
    void givesADecryptionPolicyItsCategoriesAndOverrides() throws PkiException {
        ApplianceConfig config = compile(
                "sslinsp category BANKS domains " + put("bank.example\n"),
                "sslinsp category NEWS domains " + put("news.example\n"),
                "sslinsp decryption-policy D never-decrypt category BANKS NEWS",
                "sslinsp decryption-policy D override domain open.bank.example");

        assertThat(problems.errors()).isEmpty();
        DecryptionPolicy policy = config.sslInspection().decryptionPolicies().get(0);
        assertThat(policy.neverDecryptCategories()).extracting(Category::name).containsExactly("BANKS", "NEWS");
        assertThat(policy.overrides()).hasToString("[open.bank.example]");
        assertThat(config.sslInspection().categories()).hasSize(2);
    }

    @Test
    void readsAListOnceForConfigurationsThatShareIt() throws PkiException {
        String statement = "sslinsp category BANKS domains " + put("bank.example\n");

        Category first = compile(statement).sslInspection().categories().get(0);
        Category second = compile(statement).sslInspection().categories().get(0);

        assertThat(second.domains()).isSameAs(first.domains());
    }

    @Test
    void leavesOutAPolicyThatLacksACategoryRatherThanDecryptTooMuch() {
        ApplianceConfig config = compile(
                "sslinsp category BANKS domains " + NOTHING,
                "sslinsp decryption-policy D never-decrypt category BANKS");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp category \"BANKS\": The vault holds no document '%s' (import its domains again)"
                                .formatted(NOTHING));
        assertThat(config.sslInspection().decryptionPolicies()).isEmpty();
    }

    @Test
    void refusesAnObjectThatIsNoListOfDomains() throws PkiException {
        String other = put("<html>");

        compile("sslinsp category BANKS domains " + other);

        assertThat(problems.errors())
                .containsExactly("sslinsp category \"BANKS\": '%s' is no list of domains (import its domains again)"
                        .formatted(other));
    }

    private String put(String text) throws PkiException {
        return fixture.vault().putDocument(text.getBytes(US_ASCII));
    }

    private ApplianceConfig compile(String... lines) {
        return compiler.compile(fixture.tree(lines), 1, problems);
    }
}
