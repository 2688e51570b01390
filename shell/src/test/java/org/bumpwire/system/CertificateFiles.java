package org.bumpwire.system;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** A certificate and its key as PEM files. */
record CertificateFiles(X509Certificate certificate, Path pem, Path key) {
    static CertificateFiles write(Path directory, String name, X509Certificate certificate, PrivateKey key)
            throws IOException {
        return new CertificateFiles(
                certificate,
                write(directory.resolve(name + ".pem"), certificate),
                write(directory.resolve(name + ".key"), key));
    }

    private static Path write(Path file, Object content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(new JcaMiscPEMGenerator(content));
        }
        return file;
    }
}
