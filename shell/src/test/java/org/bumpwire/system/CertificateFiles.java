package org.bumpwire.system;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A certificate and its key as PEM files. */
record CertificateFiles(X509Certificate certificate, Path pem, Path key) {
    static CertificateFiles write(Path directory, String name, X509Certificate certificate, PrivateKey key)
            throws IOException, CertificateEncodingException {
        return new CertificateFiles(
                certificate,
                write(directory.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded()),
                write(directory.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()));
    }

    private static Path write(Path file, String type, byte[] content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                PemWriter pem = new PemWriter(out)) {
            pem.writeObject(new PemObject(type, content));
        }
        return file;
    }
}
