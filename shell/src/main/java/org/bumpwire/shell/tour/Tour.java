package org.bumpwire.shell.tour;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.ShellSessions;

/**
 * Shows a new device at work: types the commands that configure it, sends real requests through it, and looks at what it
 * counted and logged. Whatever turns out otherwise than told ends the tour.
 */
public final class Tour {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ShellSessions sessions;
    private final Function<String, Optional<X509Certificate>> certificates;
    private final Path directory;
    private final TourScreen screen;

    /**
     * @param certificates of the running configuration, by name
     * @param directory for the files that the tour's commands import
     * @param coloured whether the output goes to a terminal
     */
    public Tour(
            ShellSessions sessions,
            Function<String, Optional<X509Certificate>> certificates,
            Path directory,
            PrintStream out,
            boolean coloured) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.directory = directory;
        this.screen = new TourScreen(out, coloured);
    }

    /** Leaves the device configured and its web server running until the stage is closed. */
    public Stage run() throws TourException {
        try {
            TourOrigin origin = TourOrigin.start();
            try {
                show(origin);
                return new Stage(screen, origin);
            } catch (IOException | TourException | RuntimeException e) {
                origin.close();
                throw e;
            }
        } catch (IOException e) {
            throw new TourException("The tour cannot go on: " + e.getMessage(), e);
        }
    }

    private void show(TourOrigin origin) throws IOException, TourException {
        try (ShellSession session = sessions.open(Operator.console("admin"), screen)) {
            InetSocketAddress explicit = freePort();
            InetSocketAddress reverse = freePort();
            configure(session, origin, explicit, reverse);
            sendTraffic(origin, explicit, reverse);
            look(session, origin);
        }
    }

    private void configure(
            ShellSession session, TourOrigin origin, InetSocketAddress explicit, InetSocketAddress reverse)
            throws IOException, TourException {
        int port = origin.port();
        screen.heading("Certificates: a signing CA for client inspection, the web server's own for server inspection");
        type(session, "edit");
        type(session, "certificates certificate SIGNING generate signing common-name \"Tour Signing CA\"");
        type(session, "certificates ca-certificate WEB-CA import " + origin.writeCa(directory));
        type(
                session,
                "certificates certificate WWW import pem %s key %s"
                        .formatted(origin.writeCertificate(directory), origin.writeKey(directory)));
        screen.heading("What to inspect, and what never to decrypt");
        type(session, "sslinsp");
        type(session, "client enable");
        type(session, "server enable");
        type(session, "client-proxy BROWSERS signing-certificate SIGNING");
        type(session, "client-proxy BROWSERS detection-port " + port);
        type(session, "trust-store SITES ca-certificate WEB-CA");
        type(session, "decryption-policy PRIVATE never-decrypt domain " + TourOrigin.BANK);
        type(session, "profile OUTBOUND client-policy ALL client-proxy BROWSERS trust-store SITES");
        type(session, "profile OUTBOUND client-policy ALL decryption-policy PRIVATE");
        type(session, "server WWW ip 127.0.0.1/32 detection-port %d certificate WWW".formatted(port));
        type(session, "profile INBOUND server-policy WWW server WWW");
        type(session, "exit");
        type(session, "ips profile GUARD filter PLANS match literal \"%s\" action block".formatted(TourOrigin.SECRET));
        screen.heading("How traffic arrives: an explicit proxy for clients, a fixed way to the web server");
        type(session, "segment CLIENTS mode explicit " + text(explicit));
        type(session, "segment WEB mode reverse %s to 127.0.0.1:%d".formatted(text(reverse), port));
        type(session, "virtual-segment OUT position 1 segment CLIENTS profile OUTBOUND ips-profile GUARD");
        type(session, "virtual-segment IN position 2 segment WEB profile INBOUND");
        type(session, "commit");
        type(session, "!");
    }

    private void sendTraffic(TourOrigin origin, InetSocketAddress explicit, InetSocketAddress reverse)
            throws IOException, TourException {
        screen.heading("Real requests, by a client that trusts the signing CA and the web server's CA");
        X509Certificate signing = certificates
                .apply("SIGNING")
                .orElseThrow(() -> new TourException("The device does not know its signing certificate"));
        TourClient client = new TourClient(signing, origin.ca());
        InetSocketAddress web = new InetSocketAddress(LOOPBACK, origin.port());
        String signer = signing.getSubjectX500Principal().getName();
        String webCa = origin.ca().getSubjectX500Principal().getName();
        expect(
                "Client inspection",
                TourOrigin.SHOP,
                "/",
                client.getThrough(explicit, web, TourOrigin.SHOP, "/"),
                signer);
        expect("Never decrypted", TourOrigin.BANK, "/", client.getThrough(explicit, web, TourOrigin.BANK, "/"), webCa);
        expect("Server inspection", TourOrigin.WEB, "/", client.getFrom(reverse, TourOrigin.WEB, "/"), webCa);
        expectBlock(client, explicit, web);
    }

    private void expect(String what, String host, String path, TourClient.Page page, String issuer)
            throws TourException {
        screen.line("%-18s GET https://%s%s  %s, %s, certificate by %s"
                .formatted(what, host, path, page.status(), page.protocol(), page.issuer()));
        if (!page.status().contains(" 200 ") || !page.issuer().equals(issuer)) {
            throw new TourException("%s: expected a certificate by %s".formatted(what, issuer));
        }
    }

    private void expectBlock(TourClient client, InetSocketAddress explicit, InetSocketAddress web)
            throws TourException {
        String path = "/plan";
        String outcome;
        try {
            outcome = client.getThrough(explicit, web, TourOrigin.SHOP, path).body();
        } catch (IOException e) {
            screen.line("%-18s GET https://%s%s  %s".formatted("Filter", TourOrigin.SHOP, path, e.getMessage()));
            return;
        }
        throw new TourException("Filter: expected a reset, but got '%s'".formatted(outcome));
    }

    private void look(ShellSession session, TourOrigin origin) throws TourException {
        screen.heading("What the device counted");
        type(session, "debug np stats show npSslInspStats | except \" 0$\"");
        screen.heading("What it wrote down");
        type(session, "show log sslInspection last 1 where sni=" + TourOrigin.BANK);
        type(session, "show log ipsBlock last 1");
        screen.heading("Why it decided so");
        type(
                session,
                "explain flow source 127.0.0.1 destination 127.0.0.1:%d sni %s segment CLIENTS"
                        .formatted(origin.port(), TourOrigin.BANK));
    }

    private void type(ShellSession session, String command) throws TourException {
        screen.typed(session.prompt(), command);
        if (!session.execute(command).accepted()) {
            throw new TourException("The device refused '%s'".formatted(command));
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
            return new InetSocketAddress(LOOPBACK, probe.getLocalPort());
        }
    }

    /** The tour's device and web server, as the tour left them. */
    public static final class Stage implements AutoCloseable {
        private final TourScreen screen;
        private final TourOrigin origin;

        private Stage(TourScreen screen, TourOrigin origin) {
            this.screen = screen;
            this.origin = origin;
        }

        /** Tells the operator what they have from here on. */
        public void handOver(String sshLogin) {
            screen.heading("Your turn: this shell is live, and so is " + sshLogin);
            screen.line("The device ends with this shell (Ctrl-D), and nothing is left of it");
        }

        @Override
        public void close() {
            origin.close();
        }
    }
}
