package org.bumpwire.config.pki;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The alternative names that a new certificate is to have.
 *
 * @param dns host names; a wildcard is {@code *.} at the very left
 * @param users email addresses
 */
public record SubjectNames(List<String> dns, List<String> users) {
    public static final SubjectNames NONE = new SubjectNames(List.of(), List.of());

    private static final int MOST = 100;
    private static final int LONGEST_HOST = 253;
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*"
            + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern USER = Pattern.compile("[\\x21-\\x7e&&[^@]]+@[\\x21-\\x7e&&[^@]]+");

    public SubjectNames {
        dns = List.copyOf(dns);
        users = List.copyOf(users);
        if (dns.size() + users.size() > MOST) {
            throw new IllegalArgumentException("A certificate takes at most %d alternative names, not %d"
                    .formatted(MOST, dns.size() + users.size()));
        }
        for (String name : dns) {
            if (name.length() > LONGEST_HOST || !HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "DNS name '%s' must be a host name such as www.example.com or *.example.com".formatted(name));
            }
        }
        for (String user : users) {
            if (!USER.matcher(user).matches()) {
                throw new IllegalArgumentException("User '%s' must look like name@example.com".formatted(user));
            }
        }
    }

    boolean isEmpty() {
        return dns.isEmpty() && users.isEmpty();
    }

    GeneralNames toGeneralNames() {
        return new GeneralNames(Stream.concat(
                        dns.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        users.stream().map(user -> new GeneralName(GeneralName.rfc822Name, user)))
                .toArray(GeneralName[]::new));
    }
}
