package org.bumpwire.proxy.verify;

import com.google.common.net.InternetDomainName;

/** The registries' part of the public suffix list, under which strangers register names; as of the library's release. */
final class PublicSuffixes {
    private PublicSuffixes() {}

    /**
     * Whether a registry hands out names directly below this one, such as co.uk; not so the sites of hosting companies,
     * which rightly have a wildcard for their customers.
     */
    static boolean include(String domain) {
        return InternetDomainName.isValid(domain)
                && InternetDomainName.from(domain).isRegistrySuffix();
    }
}
