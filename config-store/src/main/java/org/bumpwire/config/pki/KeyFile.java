package org.bumpwire.config.pki;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.encoders.Hex;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;

/** Finds the one private key in a file, whichever of the usual forms it has. */
final class KeyFile {
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "1.2.840.113549.1.1.10", "RSA-PSS",
            "1.2.840.10040.4.1", "DSA",
            "1.3.101.110", "X25519",
            "1.3.101.111", "X448",
            "1.3.101.112", "Ed25519",
            "1.3.101.113", "Ed448");

    private final InputFile file;
    private final char[] password;

    KeyFile(InputFile file, char[] password) {
        this.file = file;
        this.password = password;
    }

    PrivateKey key() throws PkiException {
        // A file may repeat its key; only different ones leave open which is meant.
        Set<PrivateKey> keys = new LinkedHashSet<>();
        for (PrivateKeyInfo key : file.isPem() ? pemKeys() : List.of(derKey())) {
            keys.add(privateKey(key, file.name()));
        }
        if (keys.isEmpty()) {
            throw new PkiException("File '%s' holds no private key".formatted(file.name()));
        }
        if (keys.size() > 1) {
            throw new PkiException("File '%s' holds %d private keys, expected one".formatted(file.name(), keys.size()));
        }
        return keys.iterator().next();
    }

    /** Refuses by kind first, so that the sentence names what the JDK would only fail to read. */
    static PrivateKey privateKey(PrivateKeyInfo key, String source) throws PkiException {
        requireSupported(key.getPrivateKeyAlgorithm());
        try {
            return PrivateKeys.ofPkcs8(key.getEncoded());
        } catch (IOException e) {
            throw new PkiException("The private key in '%s' is damaged".formatted(source), e);
        }
    }

    private static void requireSupported(AlgorithmIdentifier algorithm) throws PkiException {
        ASN1ObjectIdentifier kind = algorithm.getAlgorithm();
        if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return;
        }
        if (!kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            throw PrivateKeys.unsupported(UNSUPPORTED.getOrDefault(kind.getId(), kind.getId()));
        }
        if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
            throw PrivateKeys.unsupported("ECDSA on a curve without a name");
        }
        if (!Curve.isKnown(curve.getId())) {
            String name = ECNamedCurveTable.getName(curve);
            throw PrivateKeys.unsupported("ECDSA on " + (name == null ? curve.getId() : name));
        }
    }

    private List<PrivateKeyInfo> pemKeys() throws PkiException {
        List<PrivateKeyInfo> keys = new ArrayList<>();
        ASN1Encodable curve = DERNull.INSTANCE;
        for (PemObject block : file.pemBlocks()) {
            if (block.getType().equals("EC PARAMETERS")) {
                curve = structure(block.getContent());
            } else if (block.getType().endsWith("PRIVATE KEY")) {
                keys.add(pemKey(block, curve));
            }
        }
        return keys;
    }

    private PrivateKeyInfo pemKey(PemObject block, ASN1Encodable curve) throws PkiException {
        String[] encryption = dekInfo(block);
        byte[] content = encryption.length == 0 ? block.getContent() : traditionallyDecrypted(block, encryption);
        try {
            return switch (block.getType()) {
                case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(content);
                case "ENCRYPTED PRIVATE KEY" -> decrypted(content);
                case "RSA PRIVATE KEY" -> traditionalRsa(content);
                case "EC PRIVATE KEY" -> traditionalEc(content, curve);
                case "OPENSSH PRIVATE KEY" ->
                    throw new PkiException(
                            "File '%s' holds a key in OpenSSH's own form: convert it with ssh-keygen -p -m PKCS8 -f FILE"
                                    .formatted(file.name()));
                default ->
                    throw PrivateKeys.unsupported(
                            block.getType().replace("PRIVATE KEY", "").trim());
            };
        } catch (IOException | RuntimeException e) {
            // One wrong password in 256 leaves a plausible padding and is seen only here.
            throw encryption.length == 0 ? damaged(e) : wrongPassword(e);
        }
    }

    private PrivateKeyInfo derKey() throws PkiException {
        if (file.isPkcs12()) {
            throw new PkiException("File '%s' is PKCS #12: import it as pkcs12".formatted(file.name()));
        }
        byte[] der = file.content();
        try {
            return switch (form(structure(der))) {
                case PKCS8 -> PrivateKeyInfo.getInstance(der);
                case ENCRYPTED_PKCS8 -> decrypted(der);
                case TRADITIONAL_RSA -> traditionalRsa(der);
                case TRADITIONAL_EC -> traditionalEc(der, DERNull.INSTANCE);
                case OTHER -> throw new PkiException("File '%s' holds no private key".formatted(file.name()));
            };
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Told from the types of the first two elements, since the readers themselves accept nearly anything. */
    private static Form form(ASN1Primitive structure) {
        if (!(structure instanceof ASN1Sequence sequence) || sequence.size() < 2) {
            return Form.OTHER;
        }
        ASN1Encodable first = sequence.getObjectAt(0);
        ASN1Encodable second = sequence.getObjectAt(1);
        if (first instanceof ASN1Sequence) {
            return second instanceof ASN1OctetString ? Form.ENCRYPTED_PKCS8 : Form.OTHER;
        }
        if (!(first instanceof ASN1Integer)) {
            return Form.OTHER;
        }
        if (second instanceof ASN1Sequence) {
            return Form.PKCS8;
        }
        return second instanceof ASN1OctetString ? Form.TRADITIONAL_EC : Form.TRADITIONAL_RSA;
    }

    private ASN1Primitive structure(byte[] der) throws PkiException {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException | RuntimeException e) {
            throw new PkiException("File '%s' holds no private key".formatted(file.name()), e);
        }
    }

    private PrivateKeyInfo decrypted(byte[] encrypted) throws IOException, PkiException {
        PKCS8EncryptedPrivateKeyInfo key = new PKCS8EncryptedPrivateKeyInfo(encrypted);
        requirePassword();
        return new PasswordProtection(password, file.name()).open(key);
    }

    private static PrivateKeyInfo traditionalRsa(byte[] der) throws IOException {
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(der));
    }

    private static PrivateKeyInfo traditionalEc(byte[] der, ASN1Encodable curveBefore) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(der);
        ASN1Encodable own = key.getParametersObject();
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, own == null ? curveBefore : own), key);
    }

    private byte[] traditionallyDecrypted(PemObject block, String[] encryption) throws PkiException {
        requirePassword();
        try {
            return new BcPEMDecryptorProvider(password)
                    .get(encryption[0])
                    .decrypt(block.getContent(), Hex.decode(encryption[1]));
        } catch (PEMException | RuntimeException e) {
            throw wrongPassword(e);
        }
    }

    /** Algorithm and IV where OpenSSL's traditional encryption was used, else nothing. */
    private static String[] dekInfo(PemObject block) {
        for (Object line : block.getHeaders()) {
            PemHeader header = (PemHeader) line;
            String[] values = header.getValue().trim().split(",", 2);
            if (header.getName().equals("DEK-Info") && values.length == 2) {
                return values;
            }
        }
        return new String[0];
    }

    private void requirePassword() throws PkiException {
        if (password.length == 0) {
            throw PkiException.withoutPassword(
                    "The private key in '%s' is encrypted: give its password".formatted(file.name()));
        }
    }

    private PkiException wrongPassword(Exception cause) {
        return new PkiException("The password does not open the private key in '%s'".formatted(file.name()), cause);
    }

    private PkiException damaged(Exception cause) {
        return new PkiException("The private key in '%s' is damaged".formatted(file.name()), cause);
    }

    /** The ways in which a key may be encoded in DER. */
    private enum Form {
        PKCS8,
        ENCRYPTED_PKCS8,
        TRADITIONAL_RSA,
        TRADITIONAL_EC,
        OTHER
    }
}
