package org.bumpwire.shell.command;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.pki.ImportedCas;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningRequest;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.SslInspectionContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.Target;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** The certificates of the candidate that is being edited: what is brought goes into the vault, its ids in here. */
record CandidateCertificates(ShellSession session, Editing editing) {
    private static final String REPLACED = "_REPLACED";
    private static final int LONGEST_NAME = 128;

    /** The private key of a signing request that this answers, or of a certificate for the same key. */
    Optional<PrivateKey> keyOf(X509Certificate certificate) throws PkiException {
        for (ConfigPath request : requestsAnsweredBy(certificate)) {
            for (String id : tree().words(request, CertificatesContext.REQUEST_KEY)) {
                if (!vault().hasKey(id)) {
                    throw new PkiException(
                            "The private key of %s was in memory only and is gone: generate another request"
                                    .formatted(request));
                }
                return Optional.of(vault().key(id));
            }
        }
        for (ConfigPath known : paths(CertificatesContext.CERTIFICATE)) {
            List<String> key = tree().words(known, CertificatesContext.CERTIFICATE_KEY);
            if (!key.isEmpty() && vault().hasKey(key.get(0)) && isForKeyOf(certificate, known)) {
                return Optional.of(vault().key(key.get(0)));
            }
        }
        return Optional.empty();
    }

    /**
     * Sets a certificate and its key.
     *
     * @param exportable whether the key may be exported; where nobody said, what the request said that is answered
     */
    void put(ConfigPath path, KeyedCertificate certificate, Optional<Boolean> exportable)
            throws CommandException, PkiException {
        List<ConfigPath> answered = requestsAnsweredBy(certificate.certificate());
        boolean mayLeave = exportable.orElseGet(() -> answered.stream()
                .anyMatch(r ->
                        tree().value(r, CertificatesContext.REQUEST_EXPORTABLE).orElse(false)));
        String chain = vault().putChain(certificate.chain());
        String key = vault().putKey(certificate.privateKey(), keysMayRest());
        sameAs(path, chain, key).ifPresent(same -> session.say("warning: It is the same as %s".formatted(same)));
        assign(
                path,
                edit(CertificatesContext.CERTIFICATE_CHAIN, chain),
                edit(CertificatesContext.CERTIFICATE_KEY, key),
                new Statement.LeafEdit(CertificatesContext.EXPORTABLE, mayLeave ? List.of("enable") : List.of()));
        certificate.warnings().forEach(w -> session.say("warning: " + w));
        session.say("%s is in the candidate: %s"
                .formatted(path, certificate.certificate().getSubjectX500Principal()));
        for (ConfigPath request : answered) {
            editing.delete(new Target(request, Optional.empty(), List.of()));
            session.say("%s is answered and leaves the candidate".formatted(request));
        }
    }

    /** Puts another certificate in the place of one, which is kept under its name and {@code _REPLACED}. */
    void replace(ConfigPath path, KeyedCertificate certificate, Optional<Boolean> exportable)
            throws CommandException, PkiException {
        List<String> oldChain = tree().words(path, CertificatesContext.CERTIFICATE_CHAIN);
        List<String> oldKey = tree().words(path, CertificatesContext.CERTIFICATE_KEY);
        List<String> oldMark = tree().words(path, CertificatesContext.EXPORTABLE);
        if (oldChain.equals(List.of(vault().putChain(certificate.chain())))
                && oldKey.equals(List.of(vault().putKey(certificate.privateKey(), keysMayRest())))) {
            throw new CommandException("%s is that very certificate already; nothing was changed".formatted(path));
        }
        ConfigPath kept =
                path.parent().child(CertificatesContext.CERTIFICATE, path.last().name() + REPLACED);
        boolean before = tree().has(kept);
        put(path, certificate, Optional.of(exportable.orElse(oldMark.contains("enable"))));
        assign(
                kept,
                new Statement.LeafEdit(CertificatesContext.CERTIFICATE_CHAIN, oldChain),
                new Statement.LeafEdit(CertificatesContext.CERTIFICATE_KEY, oldKey),
                new Statement.LeafEdit(CertificatesContext.EXPORTABLE, oldMark));
        session.say("The one before is kept as %s%s"
                .formatted(kept, before ? "; the one that was there is in older revisions only" : ""));
    }

    /** Before anything is read, so that a refusal leaves nothing behind. */
    void requireReplaceable(ConfigPath path) throws CommandException {
        if (tree().words(path, CertificatesContext.CERTIFICATE_CHAIN).isEmpty()) {
            throw new CommandException("There is no %s to replace; bring it with import".formatted(path));
        }
        if (path.last().name().length() + REPLACED.length() > LONGEST_NAME) {
            throw new CommandException(
                    "The name of %s is too long for %s behind it; import under another name".formatted(path, REPLACED));
        }
    }

    void putRequest(ConfigPath path, SigningRequest.Made made, boolean exportable)
            throws CommandException, PkiException {
        assign(
                path,
                edit(
                        CertificatesContext.REQUEST,
                        vault().putDocument(made.request().encoded())),
                edit(CertificatesContext.REQUEST_KEY, vault().putKey(made.privateKey(), keysMayRest())),
                new Statement.LeafEdit(
                        CertificatesContext.REQUEST_EXPORTABLE, exportable ? List.of("enable") : List.of()));
    }

    void putCas(ConfigPath path, LeafNode<String> leaf, ImportedCas cas) throws CommandException, PkiException {
        assign(path, edit(leaf, vault().putChain(cas.certificates())));
        cas.warnings().forEach(w -> session.say("warning: " + w));
        session.say("%s is in the candidate: %d CA certificates"
                .formatted(path, cas.certificates().size()));
    }

    /** Another certificate of the candidate with the same chain and key. */
    Optional<ConfigPath> sameAs(ConfigPath path, String chain, String key) {
        return paths(CertificatesContext.CERTIFICATE).stream()
                .filter(other -> !other.equals(path)
                        && tree().words(other, CertificatesContext.CERTIFICATE_CHAIN)
                                .equals(List.of(chain))
                        && tree().words(other, CertificatesContext.CERTIFICATE_KEY)
                                .equals(List.of(key)))
                .findFirst();
    }

    void assign(ConfigPath path, Statement.LeafEdit... edits) throws CommandException {
        editing.assign(new Statement.Assign(path, List.of(edits)));
    }

    static Statement.LeafEdit edit(LeafNode<?> leaf, String word) {
        return new Statement.LeafEdit(leaf, List.of(word));
    }

    ConfigTree tree() {
        return editing.candidate().tree();
    }

    Vault vault() {
        return session.device().vault();
    }

    private List<ConfigPath> requestsAnsweredBy(X509Certificate certificate) throws PkiException {
        List<ConfigPath> answered = new ArrayList<>();
        for (ConfigPath path : paths(CertificatesContext.SIGNING_REQUEST)) {
            for (String id : tree().words(path, CertificatesContext.REQUEST)) {
                if (SigningRequest.of(vault().document(id)).isAnsweredBy(certificate)) {
                    answered.add(path);
                }
            }
        }
        return answered;
    }

    private boolean isForKeyOf(X509Certificate certificate, ConfigPath known) {
        try {
            String chain = tree().words(known, CertificatesContext.CERTIFICATE_CHAIN).stream()
                    .findFirst()
                    .orElse("");
            return vault().chain(chain).get(0).getPublicKey().equals(certificate.getPublicKey());
        } catch (PkiException e) {
            // One that cannot be read is for no key; show certificates says why.
            return false;
        }
    }

    private List<ConfigPath> paths(ContextNode kind) {
        ConfigPath at = ConfigPath.of("certificates");
        return tree().names(at, kind).stream().map(name -> at.child(kind, name)).toList();
    }

    private boolean keysMayRest() {
        return !tree().words(ConfigPath.of("sslinsp"), SslInspectionContext.PERSIST_PRIVATE_KEYS)
                .equals(List.of("disable"));
    }
}
