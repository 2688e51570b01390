package org.bumpwire.config.model;

/**
 * A domain, or with the wildcard {@code *.} in front all domains below it at any depth (guide, chapter 6: "*.company.com
 * will exclude legal.compliance.company.com"), but not that domain itself.
 *
 * @param domain lower case, without the wildcard and without a trailing dot
 */
public record DomainPattern(String domain, boolean subdomains) {
    /** Whether a host name, lower case and without a trailing dot, is meant. */
    public boolean matches(String hostName) {
        if (!subdomains) {
            return hostName.equals(domain);
        }
        int dot = hostName.length() - domain.length() - 1;
        return dot > 0 && hostName.charAt(dot) == '.' && hostName.endsWith(domain);
    }

    @Override
    public String toString() {
        return subdomains ? "*." + domain : domain;
    }
}
