package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstrainedNamesTest {
    private static final Issued ROOT = authority("CN=Root").selfSigned();

    @ParameterizedTest
    @CsvSource({
        // form of the constraint, permitted, a name that is, a name that is not
        "dns, corp.example, www.corp.example, www.evil.example",
        "dns, corp.example, corp.example, xcorp.example",
        "dns, .corp.example, www.corp.example, www.evil.example",
        "dns, corp.example, *.corp.example, *.example",
        "dns, www.corp.example, www.corp.example, *.corp.example",
        "ip, 192.0.2.0/24, 192.0.2.7, 192.0.3.7",
        "ip, 2001:db8::/32, 2001:db8::1, 2001:db9::1",
        "mail, corp.example, a@corp.example, a@evil.example",
        "mail, a@corp.example, a@corp.example, b@corp.example",
        "uri, corp.example, https://corp.example/, https://evil.example/"
    })
    void keepsToWhatIsPermittedAndOutOfWhatIsExcluded(String form, String constraint, String inside, String outside) {
        assertThat(judged(true, form, constraint, inside)).as("permitted").isEmpty();
        assertThat(judged(true, form, constraint, outside)).as("not permitted").isNotEmpty();
        if (!outside.startsWith("*")) {
            assertThat(judged(false, form, constraint, outside))
                    .as("not excluded")
                    .isEmpty();
        }
        assertThat(judged(false, form, constraint, inside)).as("excluded").isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "www.corp.example, *.corp.example",
        "corp.example, *.corp.example",
        "example, *.corp.example",
        "WWW.Corp.Example, *.corp.example"
    })
    void findsAWildcardThatReachesIntoWhatIsExcluded(String excluded, String wildcard) {
        assertThat(judged(false, "dns", excluded, wildcard)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.b.corp.example, *.corp.example", "evil.example, *.corp.example"})
    void leavesAWildcardAloneThatDoesNot(String excluded, String wildcard) {
        assertThat(judged(false, "dns", excluded, wildcard)).isEmpty();
    }

    @Test
    void comparesDirectoryNamesOfTheServerAndOfIntermediates() {
        Issued corp = constrained("CN=Corp,O=Corp", permitted(new GeneralName(new X500Name("O=Corp"))));
        Issued inside = SampleCertificate.named("O=Corp,CN=Server").issuedBy(corp);
        Issued outside = SampleCertificate.named("O=Evil,CN=Server").issuedBy(corp);
        Issued below = SampleCertificate.named("O=Corp,CN=Server")
                .issuedBy(authority("O=Evil,CN=Sub").issuedBy(corp));

        assertThat(Chains.findings(inside, ROOT)).isEmpty();
        assertThat(Chains.findings(outside, ROOT)).isNotEmpty();
        assertThat(Chains.findings(below, ROOT))
                .extracting(Finding::depth, Finding::sentence)
                .contains(tuple(1, "Its names are outside the name constraints of an issuer"));
    }

    @Test
    void comparesTheMailAddressInASubject() {
        Issued corp = constrained("CN=Corp", permitted(new GeneralName(GeneralName.rfc822Name, "corp.example")));

        assertThat(Chains.findings(SampleCertificate.named("E=a@corp.example").issuedBy(corp), ROOT))
                .isEmpty();
        assertThat(Chains.findings(SampleCertificate.named("E=a@evil.example").issuedBy(corp), ROOT))
                .isNotEmpty();
    }

    @Test
    void refusesNamesOfAConstrainedFormThatCannotBeCompared() {
        GeneralName constraint = new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier("1.2.3"));
        Issued corp = constrained("CN=Corp", excluded(constraint));
        GeneralName name = new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier("1.2.3.4"));

        assertThat(Chains.findings(server().name(name).issuedBy(corp), ROOT)).isNotEmpty();
    }

    @Test
    void holdsAnAnchorToItsConstraintsOfEveryForm() {
        Issued root = authority("CN=Corp Root")
                .extension(Extension.nameConstraints, true, excluded(general("dns", "www.corp.example")))
                .selfSigned();

        assertThat(Chains.findings(server().dns("*.corp.example").issuedBy(root), root))
                .extracting(Finding::sentence)
                .containsExactly("Its names are outside the name constraints of the trust anchor");
    }

    @Test
    void refusesConstraintsThatCannotBeRead() {
        byte[] holes = {(byte) 192, 0, 2, 0, (byte) 255, 0, (byte) 255, 0};
        GeneralName odd = new GeneralName(GeneralName.iPAddress, new DEROctetString(holes));
        Issued root = authority("CN=Odd Root")
                .extension(Extension.nameConstraints, true, permitted(odd))
                .selfSigned();

        assertThat(Chains.findings(server().dns("www.example.org").issuedBy(root), root))
                .extracting(Finding::sentence)
                .containsExactly("Name constraints of the trust anchor cannot be read");
    }

    @Test
    @Timeout(20)
    void givesUpOnConstraintsAndNamesWithoutEnd() {
        GeneralSubtree[] many = IntStream.range(0, 2_000)
                .mapToObj(i -> new GeneralSubtree(general("dns", "host%d.corp.example".formatted(i))))
                .toArray(GeneralSubtree[]::new);
        Issued root = authority("CN=Many")
                .extension(Extension.nameConstraints, true, new NameConstraints(null, many))
                .selfSigned();
        SampleCertificate server = server();
        IntStream.range(0, 2_000).forEach(i -> server.dns("www%d.example.org".formatted(i)));

        assertThat(Chains.findings(server.issuedBy(root), root))
                .extracting(Finding::sentence)
                .containsExactly("Has too many names for the name constraints of the trust anchor");
    }

    private static List<Finding> judged(boolean permitted, String form, String constraint, String name) {
        GeneralName base = general(form, constraint);
        Issued corp = constrained("CN=Corp", permitted ? permitted(base) : excluded(base));
        return Chains.findings(server().name(general(form, name)).issuedBy(corp), ROOT);
    }

    private static SampleCertificate server() {
        return SampleCertificate.named("CN=Server");
    }

    private static Issued constrained(String subject, NameConstraints constraints) {
        return authority(subject)
                .extension(Extension.nameConstraints, true, constraints)
                .issuedBy(ROOT);
    }

    private static NameConstraints permitted(GeneralName... names) {
        return new NameConstraints(subtrees(names), null);
    }

    private static NameConstraints excluded(GeneralName... names) {
        return new NameConstraints(null, subtrees(names));
    }

    private static GeneralSubtree[] subtrees(GeneralName... names) {
        return Arrays.stream(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    private static GeneralName general(String form, String name) {
        int tag = switch (form) {
            case "dns" -> GeneralName.dNSName;
            case "ip" -> GeneralName.iPAddress;
            case "mail" -> GeneralName.rfc822Name;
            case "uri" -> GeneralName.uniformResourceIdentifier;
            default -> throw new IllegalArgumentException(form);
        };
        return new GeneralName(tag, name);
    }
}
