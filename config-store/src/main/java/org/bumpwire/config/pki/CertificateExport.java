package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Certificates, and keys that may leave the device, in the forms that clients take.
 *
 * @param name by which a key store knows them
 * @param key a private key that goes along, always encrypted; none for certificates alone
 */
public record CertificateExport(
        String name, List<X509Certificate> chain, @Nullable PrivateKey key) {
    public CertificateExport {
        chain = List.copyOf(chain);
    }

    /**
     * The chain, and the key behind it.
     *
     * @param password of the key; nothing is encrypted where there is none
     */
    public byte[] pem(char[] password) throws PkiException {
        String certificates = CertificatePem.encode(chain);
        return (key == null ? certificates : certificates + encrypted(key, password)).getBytes(US_ASCII);
    }

    /** The first certificate alone. */
    public byte[] der() throws PkiException {
        try {
            return chain.get(0).getEncoded();
        } catch (CertificateEncodingException e) {
            throw new PkiException("The certificate cannot be encoded", e);
        }
    }

    public byte[] pkcs12(char[] password) throws PkiException {
        return keyStore("PKCS12", password);
    }

    public byte[] jks(char[] password) throws PkiException {
        return keyStore("JKS", password);
    }

    private byte[] keyStore(String type, char[] password) throws PkiException {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            String alias = name.toLowerCase(Locale.ROOT);
            if (key == null) {
                for (int i = 0; i < chain.size(); i++) {
                    store.setCertificateEntry(i == 0 ? alias : alias + "-" + (i + 1), chain.get(i));
                }
            } else {
                store.setKeyEntry(alias, key, password, chain.toArray(X509Certificate[]::new));
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            store.store(written, password);
            return written.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("The %s key store cannot be made: %s".formatted(type, e.getMessage()), e);
        }
    }

    private static String encrypted(PrivateKey key, char[] password) throws PkiException {
        try {
            byte[] sealed = new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
                    .build(new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(PasswordProtection.bouncyCastle())
                            .build(password))
                    .getEncoded();
            return CertificatePem.block("ENCRYPTED PRIVATE KEY", sealed);
        } catch (OperatorCreationException | IOException e) {
            throw new PkiException("The private key cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /** Names the certificate and never the key. */
    @Override
    public String toString() {
        return "CertificateExport[" + name + "]";
    }
}
