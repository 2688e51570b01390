package org.bumpwire.config.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;

/**
 * Everything in a PKCS #12 file.
 *
 * <p>Not read as a key store: those of the JDK and of Bouncy Castle leave out certificates that have no friendly name.
 */
final class Pkcs12File {
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final Map<X509Certificate, String> aliases = new LinkedHashMap<>();
    private final Map<PrivateKey, String> keys = new LinkedHashMap<>();
    private final InputFile file;
    private final PasswordProtection protection;
    private final boolean withKeys;

    private Pkcs12File(InputFile file, char[] password, boolean withKeys) {
        this.file = file;
        this.withKeys = withKeys;
        protection = new PasswordProtection(password, file.name());
    }

    static Pkcs12File read(InputFile file, char[] password) throws PkiException {
        return new Pkcs12File(file, password, true).parsed(password);
    }

    /** Leaves keys alone, so that none of an unsupported kind is in the way. */
    static Pkcs12File readCertificates(InputFile file, char[] password) throws PkiException {
        return new Pkcs12File(file, password, false).parsed(password);
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** Each key once, in the order of the file. */
    List<PrivateKey> keys() throws PkiException {
        if (keys.isEmpty()) {
            throw new PkiException("File '%s' holds no private key".formatted(file.name()));
        }
        return List.copyOf(keys.keySet());
    }

    /** The friendly name of a key, or else of its certificate; empty where neither has one. */
    String alias(PrivateKey key, X509Certificate certificate) {
        String own = keys.getOrDefault(key, "");
        return own.isEmpty() ? aliases.getOrDefault(certificate, "") : own;
    }

    private Pkcs12File parsed(char[] password) throws PkiException {
        if (!file.isPkcs12()) {
            throw new PkiException("File '%s' is not PKCS #12".formatted(file.name()));
        }
        try {
            PKCS12PfxPdu pfx = new PKCS12PfxPdu(file.content());
            requirePassword(pfx, password);
            for (ContentInfo content : pfx.getContentInfos()) {
                for (PKCS12SafeBag bag : bags(content)) {
                    take(bag.getBagValue(), friendlyName(bag));
                }
            }
            return this;
        } catch (PKCSException e) {
            throw new PkiException("The password does not open '%s'".formatted(file.name()), e);
        } catch (IOException | RuntimeException e) {
            throw new PkiException("File '%s' is damaged".formatted(file.name()), e);
        }
    }

    private PKCS12SafeBag[] bags(ContentInfo content) throws PKCSException {
        return content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                ? new PKCS12SafeBagFactory(content, protection.decryptor()).getSafeBags()
                : new PKCS12SafeBagFactory(content).getSafeBags();
    }

    private void take(Object value, String alias) throws IOException, PkiException {
        if (value instanceof X509CertificateHolder held) {
            X509Certificate certificate = Certificates.ofDer(held.getEncoded(), file.name());
            certificates.add(certificate);
            aliases.putIfAbsent(certificate, alias);
        } else if (withKeys && value instanceof PKCS8EncryptedPrivateKeyInfo key) {
            keys.putIfAbsent(KeyFile.privateKey(protection.open(key), file.name()), alias);
        } else if (withKeys && value instanceof PrivateKeyInfo key) {
            keys.putIfAbsent(KeyFile.privateKey(key, file.name()), alias);
        }
    }

    private static String friendlyName(PKCS12SafeBag bag) {
        Attribute[] attributes = bag.getAttributes();
        if (attributes != null) {
            for (Attribute attribute : attributes) {
                if (attribute.getAttrType().equals(PKCS12SafeBag.friendlyNameAttribute)) {
                    return DERBMPString.getInstance(attribute.getAttributeValues()[0])
                            .getString();
                }
            }
        }
        return "";
    }

    private void requirePassword(PKCS12PfxPdu pfx, char[] password) throws PkiException, PKCSException {
        if (!pfx.hasMac()) {
            return;
        }
        protection.requireReasonable(macIterations(pfx));
        boolean matches = pfx.isMacValid(
                new JcePKCS12MacCalculatorBuilderProvider().setProvider(PasswordProtection.bouncyCastle()), password);
        if (matches || (password.length == 0 && matchesEmptyText(pfx))) {
            return;
        }
        if (password.length == 0) {
            throw PkiException.withoutPassword("File '%s' is encrypted: give its password".formatted(file.name()));
        }
        throw new PkiException("The password does not open '%s'".formatted(file.name()));
    }

    /**
     * OpenSSL takes an empty password for the empty text, which ends with two zero bytes as every text does here,
     * where Bouncy Castle takes it for no text at all.
     */
    private static boolean matchesEmptyText(PKCS12PfxPdu pfx) {
        MacData mac = pfx.toASN1Structure().getMacData();
        try {
            ExtendedDigest digest =
                    BcDefaultDigestProvider.INSTANCE.get(mac.getMac().getAlgorithmId());
            PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
            generator.init(new byte[2], mac.getSalt(), mac.getIterationCount().intValueExact());
            HMac hmac = new HMac(digest);
            hmac.init(generator.generateDerivedMacParameters(digest.getDigestSize() * Byte.SIZE));
            byte[] content = ASN1OctetString.getInstance(
                            pfx.toASN1Structure().getAuthSafe().getContent())
                    .getOctets();
            hmac.update(content, 0, content.length);
            byte[] result = new byte[hmac.getMacSize()];
            hmac.doFinal(result, 0);
            return MessageDigest.isEqual(result, mac.getMac().getDigest());
        } catch (OperatorCreationException e) {
            return false;
        }
    }

    private static BigInteger macIterations(PKCS12PfxPdu pfx) {
        AlgorithmIdentifier mac = pfx.getMacAlgorithmID();
        if (mac.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            PBMAC1Params parameters = PBMAC1Params.getInstance(mac.getParameters());
            return PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters())
                    .getIterationCount();
        }
        return pfx.toASN1Structure().getMacData().getIterationCount();
    }
}
