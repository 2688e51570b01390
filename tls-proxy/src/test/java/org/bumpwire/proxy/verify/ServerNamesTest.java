package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.bumpwire.proxy.policy.SampleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNamesTest {
    @ParameterizedTest
    @CsvSource({
        "www.example.org, www.example.org",
        "WWW.Example.ORG, www.example.org",
        "www.example.org, WWW.EXAMPLE.ORG",
        "www.example.org, www.example.org.",
        "*.example.org, www.example.org",
        "*.example.org, xn--bcher-kva.example.org",
        "*.github.io, someone.github.io",
        "*.corp.internal, www.corp.internal",
        "xn--bcher-kva.example, bücher.example"
    })
    void acceptsANameThatIsThere(String presented, String reference) {
        assertThat(names(presented).mismatch(reference)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org, example.org",
        "example.org, www.example.org",
        "*.example.org, example.org",
        "*.example.org, a.b.example.org",
        "*.example.org, .example.org",
        "w*.example.org, www.example.org",
        "*w.example.org, www.example.org",
        "w*w.example.org, www.example.org",
        "www.*.org, www.example.org",
        "*.*.org, www.example.org",
        "*, localhost",
        "*.org, example.org",
        "*.co.uk, example.co.uk",
        "*.xn--p1ai, example.xn--p1ai",
        "*.example.org, *.example.org.evil.com",
        "www.example.org, www.example.org.evil.com",
        "127.0.0.1, 127.0.0.1"
    })
    void refusesEveryOther(String presented, String reference) {
        assertThat(names(presented).mismatch(reference).orElseThrow())
                .isEqualTo(new Finding(
                        Finding.Rule.HOST_NAME,
                        0,
                        names(presented).isEmpty()
                                ? "Names no host in subjectAltName, which alone counts"
                                : "Is not for '%s'".formatted(reference),
                        "RFC 9525, section 6"));
    }

    @Test
    void neverLooksAtTheCommonName() {
        ServerNames names = ServerNames.of(
                SampleCertificate.named("CN=www.example.org").selfSigned().certificate());

        assertThat(names.mismatch("www.example.org").orElseThrow().sentence())
                .isEqualTo("Names no host in subjectAltName, which alone counts");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "2001:db8::1, 2001:0DB8:0:0:0:0:0:1"})
    void acceptsAnIpAddressThatIsThere(String presented, String reference) {
        assertThat(address(presented).mismatch(reference)).isEmpty();
    }

    @Test
    void comparesIpAddressesWithNothingButIpAddresses() {
        assertThat(names("192.0.2.1").mismatch("192.0.2.1")).isPresent();
        assertThat(address("192.0.2.1").mismatch("192.0.2.2")).isPresent();
        assertThat(names("*.0.2.1").mismatch("192.0.2.1")).isPresent();
    }

    @Test
    void findsOneOfTenThousandNames() {
        SampleCertificate many = SampleCertificate.server();
        IntStream.range(0, 10_000).forEach(i -> many.dns("host" + i + ".example.org"));
        ServerNames names = ServerNames.of(many.selfSigned().certificate());

        assertThat(names.mismatch("host9999.example.org")).isEmpty();
        assertThat(names.mismatch("host10000.example.org")).isPresent();
    }

    private static ServerNames names(String dns) {
        return ServerNames.of(SampleCertificate.server(dns).selfSigned().certificate());
    }

    private static ServerNames address(String ip) {
        return ServerNames.of(SampleCertificate.server()
                .ip(SampleConfig.address(ip))
                .selfSigned()
                .certificate());
    }
}
