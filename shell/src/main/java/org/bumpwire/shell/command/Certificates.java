package org.bumpwire.shell.command;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.pki.CertificateDetails;
import org.bumpwire.config.pki.CertificateStatus;
import org.bumpwire.config.pki.DefaultCas;
import org.bumpwire.config.pki.KeyState;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.RevocationListFile;
import org.bumpwire.config.pki.SigningRequest;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates of a configuration, those with a private key first; never the keys. */
final class Certificates {
    static final List<String> KINDS = List.of("certificate", "ca-certificate");

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final ConfigPath AT = ConfigPath.of("certificates");

    private final ConfigTree tree;
    private final ShellSession session;
    private @Nullable CertificateStatus status;
    private @Nullable List<RevocationListFile> revocationLists;

    private Certificates(ConfigTree tree, ShellSession session) {
        this.tree = tree;
        this.session = session;
    }

    /** Those of the candidate in edit mode, else those that run. */
    static Certificates seenBy(ShellSession session) {
        return new Certificates(session.sight().of(DisplaySource.here(session)), session);
    }

    static Certificates running(ShellSession session) {
        return new Certificates(session.device().config().runningTree(), session);
    }

    List<String> names() {
        return KINDS.stream()
                .flatMap(kind -> tree.names(AT, context(kind)).stream())
                .distinct()
                .toList();
    }

    List<String> names(String kind) {
        return tree.names(AT, context(kind));
    }

    List<X509Certificate> chain(String name) throws CommandException {
        return chain(kind(name), name);
    }

    List<X509Certificate> chain(String kind, String name) throws CommandException {
        ContextNode context = context(kind);
        LeafNode<?> leaf = context.leaf("chain").orElseThrow();
        List<String> id = tree.words(AT.child(context, name), leaf);
        if (id.isEmpty()) {
            throw new CommandException("Certificate \"%s\" was never imported or generated".formatted(name));
        }
        try {
            return session.device().vault().chain(id.get(0));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    /** Everything about the certificate under a name, with its status now. */
    CertificateDetails details(String kind, String name) throws CommandException {
        List<X509Certificate> chain = chain(kind, name);
        CertificateDetails details = CertificateDetails.of(chain, "");
        boolean revoked = session.device().dataPlane().revocationStatus().stream()
                        .anyMatch(known -> known.status().equals("revoked")
                                && known.certificate().equals(details.subject())
                                && known.serial().equalsIgnoreCase(details.serialNumber()))
                || importedLists().stream().anyMatch(list -> list.revokes(chain.get(0)));
        return CertificateDetails.of(chain, status().of(chain, keyState(kind, name), revoked));
    }

    KeyState keyState(String kind, String name) {
        ConfigPath certificate = AT.child(context(kind), name);
        List<String> key = tree.words(certificate, CertificatesContext.CERTIFICATE_KEY);
        List<String> chain = tree.words(certificate, CertificatesContext.CERTIFICATE_CHAIN);
        return kind.equals("certificate") && !key.isEmpty() && !chain.isEmpty()
                ? session.device().vault().pairs().state(chain.get(0), key.get(0))
                : KeyState.NOT_HERE;
    }

    /** The private key under a name, if its certificate says that it may leave the device. */
    PrivateKey exportableKey(String name) throws CommandException {
        ConfigPath certificate = AT.child(CertificatesContext.CERTIFICATE, name);
        List<String> id = tree.words(certificate, CertificatesContext.CERTIFICATE_KEY);
        if (id.isEmpty()) {
            throw new CommandException("Certificate \"%s\" has no private key".formatted(name));
        }
        if (!tree.value(certificate, CertificatesContext.EXPORTABLE).orElse(false)) {
            throw new CommandException(
                    "The private key of certificate \"%s\" is not exportable; leave the word with-key out"
                            .formatted(name));
        }
        try {
            return session.device().vault().key(id.get(0));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    List<String> requests() {
        return tree.names(AT, CertificatesContext.SIGNING_REQUEST);
    }

    SigningRequest request(String name) throws CommandException {
        List<String> id = tree.words(AT.child(CertificatesContext.SIGNING_REQUEST, name), CertificatesContext.REQUEST);
        if (id.isEmpty()) {
            throw new CommandException(
                    "Signing request \"%s\" does not exist; show signing-requests lists those that do".formatted(name));
        }
        try {
            return SigningRequest.of(session.device().vault().document(id.get(0)));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    /** When the certificate of a name expires, if that is soon or past. */
    Optional<String> expiry(String name) {
        try {
            Instant now = session.device().clock().instant();
            Instant end = chain("certificate", name).get(0).getNotAfter().toInstant();
            return end.isAfter(now.plus(CertificateStatus.SOON))
                    ? Optional.empty()
                    : Optional.of("%s: %s %s".formatted(name, end.isBefore(now) ? "expired" : "expires", end));
        } catch (CommandException e) {
            // That it cannot be read is shown elsewhere.
            return Optional.empty();
        }
    }

    /** Whether the private key that waits for the answer to a request is there. */
    boolean keyWaits(String request) {
        return tree
                .words(AT.child(CertificatesContext.SIGNING_REQUEST, request), CertificatesContext.REQUEST_KEY)
                .stream()
                .anyMatch(session.device().vault()::hasKey);
    }

    /** The id of the imported package of default CAs; nothing where the system's own is used. */
    Optional<String> importedPackage() {
        return tree.words(AT, CertificatesContext.DEFAULT_CA).stream().findFirst();
    }

    String packageDate() {
        return String.join("", tree.words(AT, CertificatesContext.DEFAULT_CA_DATE));
    }

    List<X509Certificate> packagedCas() {
        return importedPackage()
                .map(id -> DefaultCas.inVault(session.device().vault(), id))
                .orElseGet(DefaultCas::ofThisSystem)
                .get();
    }

    /** What kind of certificate a name means; one with a key wins over a CA of the same name. */
    String kind(String name) throws CommandException {
        for (String kind : KINDS) {
            if (names(kind).contains(name)) {
                return kind;
            }
        }
        throw new CommandException(
                "Certificate \"%s\" does not exist; show certificates lists those that do".formatted(name));
    }

    private CertificateStatus status() {
        CertificateStatus known = status;
        if (known == null) {
            known = new CertificateStatus(
                    new CertificateStatus.Anchors(operatorsCas(), this::packagedCas),
                    session.device().clock().instant());
            status = known;
        }
        return known;
    }

    private List<X509Certificate> operatorsCas() {
        List<X509Certificate> trusted = new ArrayList<>();
        for (String name : names("ca-certificate")) {
            try {
                trusted.addAll(chain("ca-certificate", name));
            } catch (CommandException e) {
                LOG.debug("CA certificate {} vouches for nothing", name, e);
            }
        }
        return trusted;
    }

    /** Those that the operator brought for CAs; one that cannot be read is a problem of each commit. */
    private List<RevocationListFile> importedLists() {
        List<RevocationListFile> lists = revocationLists;
        if (lists == null) {
            lists = new ArrayList<>();
            for (String name : names("ca-certificate")) {
                for (String id :
                        tree.words(AT.child(CertificatesContext.CA_CERTIFICATE, name), CertificatesContext.CRL)) {
                    try {
                        lists.add(RevocationListFile.of(
                                session.device().vault().document(id), chain("ca-certificate", name)));
                    } catch (PkiException | CommandException e) {
                        LOG.debug("Revocation list of CA certificate {} says nothing", name, e);
                    }
                }
            }
            revocationLists = lists;
        }
        return lists;
    }

    private static ContextNode context(String kind) {
        return AT.context().context(kind).orElseThrow();
    }
}
