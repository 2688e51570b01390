package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.TreeMap;
import org.bumpwire.config.schema.ProxyContexts;
import org.bumpwire.config.tree.Statement.LeafEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
    private static final ConfigPath WEB = ConfigPath.of("sslinsp", "server", "WEB");

    @Test
    void entersAContextByItsPath() throws StatementException {
        Statement statement = parse("sslinsp server WEB");

        assertThat(statement).isEqualTo(new Statement.EnterContext(WEB));
    }

    @Test
    void assignsRelativeToTheContext() throws StatementException {
        Statement statement = parse(WEB, "ip 10.0.0.1 2001:DB8::0/32");

        assertThat(statement)
                .isEqualTo(new Statement.Assign(
                        WEB, List.of(new LeafEdit(ProxyContexts.IP, List.of("10.0.0.1/32", "2001:db8::/32")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "limit max-connections 2000 over-limit block > sslinsp limit max-connections 2000; over-limit block",
                "lim max 2000 over blo > sslinsp limit max-connections 2000; over-limit block",
                "server enable > sslinsp server enable",
                "serv WEB det 443 8443-8450 log dis > sslinsp server \"WEB\" detection-port 443 8443-8450; logging disable",
                "server WEB certificate logging enable > sslinsp server \"WEB\" certificate logging enable",
                "server WEB certificate www logging enable > sslinsp server \"WEB\" certificate www; logging enable",
                "server WEB certificate www \"logging\" > sslinsp server \"WEB\" certificate www logging",
                "segment S mode reverse 127.0.0.1:1 to [::1]:443 > segment \"S\" mode reverse 127.0.0.1:1 to [::1]:443",
                "segment S mode red 8443 > segment \"S\" mode redirect 0.0.0.0:8443",
                "server \"a b\" upstream-check trust-store \"c d\" > sslinsp server \"a b\" upstream-check trust-store c d",
                "certificates default-ca import /tmp/a.pem > certificates ! default-ca import {file=/tmp/a.pem}",
                "certificates certificate w import pem a key b > certificates certificate \"w\" ! import pem {file=a, key=b}",
                "certificates certificate w gen sig com N days 9 > certificates certificate \"w\" ! generate signing {common-name=N, days=9}",
            })
    void understands(String line, String meaning) throws StatementException {
        assertThat(show(parse(ConfigPath.of("sslinsp"), line))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "serwer WEB > 0: 'serwer' is not known in sslinsp [server]",
                "c enable > 0: 'c' is ambiguous: client, client-proxy, category [client, client-proxy, category]",
                "server WEB ip 300.1.1.1 > 3: Expected an IP address, not '300.1.1.1' []",
                "server WEB ip > 3: Expected CIDR at the end [CIDR]",
                "server > 1: Expected enable or disable or NAME at the end [enable, disable, NAME]",
                "server WEB logging onn > 3: Expected enable or disable, not 'onn' [enable, disable]",
                "segment S mode revers > 4: Expected ADDRESS:PORT at the end [ADDRESS:PORT]",
                "segment S mode bridge > 3: Expected explicit or reverse or redirect, not 'bridge' [explicit, reverse, redirect]",
                "segment S mode reverse 127.0.0.1:1 at 127.0.0.1:2 > 5: Expected to, not 'at' [to]",
                "trust-store > 1: Expected a name after 'trust-store' [NAME]",
                "certificates certificate w import > 4: Expected pem or der or pkcs12 or terminal at the end [pem, der, pkcs12, terminal]",
                "certificates certificate w import p > 4: 'p' is ambiguous: pem, pkcs12 [pem, pkcs12]",
                "certificates certificate w import pem a key > 7: Expected FILE at the end [FILE]",
                "certificates certificate w import pem a kez b > 6: Expected key, not 'kez' [key]",
                "server WEB protocol TLSv1.4 > 3: Expected SSLv3 or TLSv1.0 or TLSv1.1 or TLSv1.2 or TLSv1.3, not 'TLSv1.4' [TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3]",
            })
    void refuses(String line, String complaint) {
        StatementException e =
                catchThrowableOfType(StatementException.class, () -> parse(ConfigPath.of("sslinsp"), line));

        assertThat(e == null ? "accepted" : e.wordIndex() + ": " + e.getMessage() + " " + e.expected())
                .isEqualTo(complaint);
    }

    private static Statement parse(String line) throws StatementException {
        return parse(ConfigPath.root(), line);
    }

    private static Statement parse(ConfigPath at, String line) throws StatementException {
        return StatementParser.parse(at, Words.split(line));
    }

    private static String show(Statement statement) {
        return statement.match(new Statement.Cases<>() {
            @Override
            public String enter(Statement.EnterContext enter) {
                return enter.path().toString();
            }

            @Override
            public String assign(Statement.Assign assign) {
                return assign.path() + " "
                        + String.join(
                                "; ",
                                assign.edits().stream()
                                        .map(e -> e.leaf() + " " + String.join(" ", e.words()))
                                        .toList());
            }

            @Override
            public String action(Statement.Action action) {
                return action.path() + " ! " + action.action().id() + " " + new TreeMap<>(action.arguments());
            }
        });
    }
}
