package org.bumpwire.config.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.model.TlsVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypesTest {
    private static final Map<String, ValueType<?>> TYPES = Map.ofEntries(
            Map.entry("cidr", new CidrType()),
            Map.entry("listen", EndpointType.listen()),
            Map.entry("anywhere", EndpointType.listenAnywhere()),
            Map.entry("destination", EndpointType.destination()),
            Map.entry("ports", new PortRangeType()),
            Map.entry("domain", new DomainType()),
            Map.entry("host", new HostNameType()),
            Map.entry("name", NameType.of(8).refusing("ca")),
            Map.entry("dotted", NameType.withDots(20)),
            Map.entry("login", NameType.login()),
            Map.entry("text", TextType.upTo(8)),
            Map.entry("lines", TextType.linesUpTo(8)),
            Map.entry("pattern", TextType.pattern(8)),
            Map.entry("number", new NumberType("N", "Things", 1, 2_000_000_000)),
            Map.entry(
                    "duration",
                    DurationType.between(Duration.ofSeconds(5), Duration.ofDays(2))
                            .orZeroFor("never")),
            Map.entry("wait", DurationType.between(Duration.ofSeconds(1), Duration.ofMinutes(5))),
            Map.entry("toggle", WordType.toggle()),
            Map.entry(
                    "version",
                    WordType.of("VERSION", List.of(TlsVersion.values()), TlsVersion::operatorName, v -> "A version")),
            Map.entry("id", new ObjectIdType()),
            Map.entry("reference", ReferenceType.to("sslinsp server", NameType.of(8))),
            Map.entry("key", new SshKeyType()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "cidr > 10.0.0.1 > 10.0.0.1/32",
                "cidr > 10.0.0.0/8 > 10.0.0.0/8",
                "cidr > 0.0.0.0/0 > 0.0.0.0/0",
                "cidr > 10.0.0.128/25 > 10.0.0.128/25",
                "cidr > 2001:DB8:0:0::0:0/32 > 2001:db8::/32",
                "cidr > ::1 > ::1/128",
                "cidr > ::/0 > ::/0",
                "cidr > 1:0:0:2:0:0:0:3 > 1:0:0:2::3/128",
                "cidr > 1:0:2:3:4:5:6:7 > 1:0:2:3:4:5:6:7/128",
                "listen > 127.0.0.1:0 > 127.0.0.1:0",
                "listen > [0:0::1]:8443 > [::1]:8443",
                "anywhere > 8443 > 0.0.0.0:8443",
                "anywhere > [::]:8443 > [::]:8443",
                "destination > 10.1.2.3:65535 > 10.1.2.3:65535",
                "ports > 443 > 443",
                "ports > 8443-8450 > 8443-8450",
                "ports > 080 > 80",
                "ports > 5-5 > 5",
                "domain > Bank.Example > bank.example",
                "domain > *.Bank.Example. > *.bank.example",
                "domain > bücher.example > xn--bcher-kva.example",
                "domain > _dmarc.bank.example > _dmarc.bank.example",
                "host > edge-1 > edge-1",
                "name > a b-_C > a b-_C",
                "dotted > www.bank.example > www.bank.example",
                "login > bob.1 > bob.1",
                "text > '' > ''",
                "number > 0002 > 2",
                "number > 2000000000 > 2000000000",
                "duration > 90s > 90s",
                "duration > 120s > 2m",
                "duration > 7200s > 2h",
                "duration > 24h > 1d",
                "duration > 0m > 0",
                "toggle > EN > enable",
                "version > tlsv1.2 > TLSv1.2",
                "reference > WEB > WEB",
            })
    void canonicalises(String type, String text, String canonical) throws ValueException {
        assertThat(type(type).canonical(text)).isEqualTo(canonical);
        assertThat(type(type).canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "cidr > 10.0.0 > Expected an IP address, not '10.0.0'",
                "cidr > 10.0.0.256 > Expected an IP address, not '10.0.0.256'",
                "cidr > 010.0.0.1 > Expected an IP address, not '010.0.0.1'",
                "cidr > www.bank.example > Expected an IP address, not 'www.bank.example'",
                "cidr > fe80::1%eth0 > Expected an IP address, not 'fe80::1%eth0'",
                "cidr > ::ffff:1.2.3.4 > Expected an IP address, not '::ffff:1.2.3.4'",
                "cidr > 1::2::3 > Expected an IP address, not '1::2::3'",
                "cidr > 10.0.0.0/33 > Expected a prefix length of 0 to 32, not '33'",
                "cidr > 10.0.0.0/-1 > Expected a prefix length of 0 to 32, not '-1'",
                "cidr > 10.0.0.1/24 > '10.0.0.1/24' has bits beyond its prefix length: write 10.0.0.0/24 for the block or 10.0.0.1 for the address",
                "listen > 8443 > 'Expected ADDRESS:PORT such as 127.0.0.1:8443 or [::1]:8443, not ''8443'''",
                "listen > ::1:8443 > 'Expected ADDRESS:PORT such as 127.0.0.1:8443 or [::1]:8443, not ''::1:8443'''",
                "listen > [127.0.0.1]:1 > 'Expected ADDRESS:PORT such as 127.0.0.1:8443 or [::1]:8443, not ''[127.0.0.1]:1'''",
                "listen > localhost:1 > Expected an IP address, not 'localhost'",
                "destination > 10.0.0.1:0 > Expected a number of 1 to 65535, not '0'",
                "anywhere > 70000 > Expected a number of 0 to 65535, not '70000'",
                "ports > 0 > Port range 0-0 must rise and stay within 1 to 65535",
                "ports > 9-5 > Port range 9-5 must rise and stay within 1 to 65535",
                "ports > 443: > Expected a port or a range such as 8443-8450, not '443:'",
                "domain > *bank.example > Expected a domain such as bank.example or *.bank.example, not '*bank.example'",
                "domain > a..b > Expected a domain such as bank.example or *.bank.example, not 'a..b'",
                "domain > * > Expected a domain such as bank.example or *.bank.example, not '*'",
                "domain > 10.0.0.1 > '10.0.0.1' is an address: clients name domains only, so exempt it by address",
                "host > -edge > Expected a host name of 1 to 63 letters, digits and inner hyphens, not '-edge'",
                "name > toolongname > The name has 11 characters, more than 8",
                "name > a/b > Name 'a/b' must consist of letters, digits, '_', '-' and spaces",
                "name > ca > The name 'ca' is reserved, choose another",
                "login > 1bob > Name '1bob' must consist of a letter, then letters, digits, '_', '-' and '.'",
                "text > 123456789 > The text has 9 characters, more than 8",
                "pattern > '' > Expected text of at least 1 characters",
                "number > 0 > Expected a number of 1 to 2000000000, not '0'",
                "number > 99999999999 > Expected a number of 1 to 2000000000, not '99999999999'",
                "number > 1e3 > Expected a number of 1 to 2000000000, not '1e3'",
                "duration > 15 > Expected a duration such as 90s, 15m, 2h or 1d, not '15'",
                "duration > 1s > Expected a duration of 5s to 2d, not '1s'",
                "duration > 999999999d > Expected a duration of 5s to 2d, not '999999999d'",
                "wait > 0 > Expected a duration such as 90s, 15m, 2h or 1d, not '0'",
                "toggle > on > Expected enable or disable, not 'on'",
                "toggle > '' > Expected enable or disable, not ''",
                "version > TLSv1 > 'TLSv1' is ambiguous: TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3",
                "id > sha256:xyz > Expected sha256: and 64 hexadecimal digits, not 'sha256:xyz' (use import to bring a file)",
                "reference > a.b > Name 'a.b' must consist of letters, digits, '_', '-' and spaces",
            })
    void refuses(String type, String text, String complaint) {
        ValueException e =
                catchThrowableOfType(ValueException.class, () -> type(type).canonical(text));

        assertThat(e == null ? "accepted" : e.getMessage()).isEqualTo(complaint);
    }

    @ParameterizedTest
    @CsvSource({"text,'a\nb'", "text,'\u0007'", "lines,'\u001b[0m'", "pattern,'\r'"})
    void refusesControlCharacters(String type, String text) {
        ValueException e =
                catchThrowableOfType(ValueException.class, () -> type(type).canonical(text));

        assertThat(e).hasMessage("The text must not have control characters");
    }

    @ParameterizedTest
    @CsvSource({"lines,'a\nb'", "text,'a\tb'"})
    void acceptsTextWithLinesAndTabs(String type, String text) throws ValueException {
        assertThat(type(type).canonical(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"cidr", "listen", "ports", "domain", "host", "name", "text", "number", "duration", "toggle", "id", "key"
    })
    void explainsItself(String type) {
        assertThat(type(type).help()).isNotBlank();
        assertThat(type(type).placeholder()).isNotBlank();
    }

    private static ValueType<?> type(String name) {
        ValueType<?> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name);
        }
        return type;
    }
}
