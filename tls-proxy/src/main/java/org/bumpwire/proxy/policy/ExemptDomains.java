package org.bumpwire.proxy.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.Category;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.DomainPattern;
import org.bumpwire.proxy.policy.Trace.Step;

/** What a decryption policy exempts: its domains, and those of its categories but for their overrides. */
final class ExemptDomains {
    static final ExemptDomains NONE = new ExemptDomains();

    private final DomainTable domains;
    private final DomainTable overrides;
    private final List<Category> categories;
    private final String domainPath;
    private final String categoryPath;
    private final String overridePath;

    ExemptDomains(DecryptionPolicy policy) {
        domains = new DomainTable(policy.neverDecryptDomains());
        overrides = new DomainTable(policy.overrides());
        categories = policy.neverDecryptCategories();
        String path = ConfigText.path("sslinsp", "decryption-policy", policy.name());
        domainPath = path + " never-decrypt domain";
        categoryPath = path + " never-decrypt category";
        overridePath = path + " override domain";
    }

    private ExemptDomains() {
        domains = DomainTable.EMPTY;
        overrides = DomainTable.EMPTY;
        categories = List.of();
        domainPath = "";
        categoryPath = "";
        overridePath = "";
    }

    /**
     * Why a host name is exempt.
     *
     * @param path the statement that exempts it
     */
    record Exemption(Reason reason, String path) {}

    /** Where single domains are exempt; empty without a decryption policy. */
    String domainPath() {
        return domainPath;
    }

    boolean covers(String hostName) {
        return find(hostName, new ArrayList<>()).isPresent();
    }

    /**
     * Asks in the order of the guide: domains, then categories without their overrides.
     *
     * @param steps each question is added to them
     */
    Optional<Exemption> find(String hostName, List<Step> steps) {
        Optional<String> domain = domains.find(hostName);
        steps.add(step("Decryption policy exempts the domain", domainPath, domain));
        if (domain.isPresent()) {
            return Optional.of(new Exemption(Reason.BYPASS_DOMAIN, domainPath));
        }
        if (categories.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> override = overrides.find(hostName);
        steps.add(step("Override of the categories covers the domain", overridePath, override));
        if (override.isPresent()) {
            return Optional.empty();
        }
        Optional<String> category = category(hostName);
        steps.add(step("Decryption policy exempts a category of the domain", categoryPath, category));
        return category.map(c -> new Exemption(Reason.BYPASS_CATEGORY, categoryPath));
    }

    private Optional<String> category(String hostName) {
        for (Category category : categories) {
            Optional<DomainPattern> pattern = category.domains().find(hostName);
            if (pattern.isPresent()) {
                return Optional.of("%s of \"%s\"".formatted(pattern.get(), category.name()));
            }
        }
        return Optional.empty();
    }

    private static Step step(String rule, String path, Optional<String> found) {
        return new Step(rule, path, found.map(f -> "yes, " + f).orElse("no"));
    }
}
