package org.bumpwire.proxy.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bumpwire.proxy.crypto.Fingerprint;
import org.bumpwire.proxy.flow.ServerCertificate;
import org.bumpwire.proxy.verify.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chains that servers show; certificates of late, of at most {@link #MAX_BYTES} bytes in all, are at hand.
 *
 * <p>Safe for any thread; what has to be parsed is parsed on the workers.
 */
public final class ShownCertificates {
    static final int MAX_BYTES = 16 << 20;

    private final Cache<Fingerprint, Shown> known = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Fingerprint der, Shown shown) -> shown.bytes())
            .executor(Runnable::run)
            .build();
    private final Executor workers;

    public ShownCertificates(Executor workers) {
        this.workers = workers;
    }

    /**
     * A chain in Java's form, with what a record says about its first certificate.
     *
     * @param der the bytes that the server sent, which Java's form may have repaired
     */
    record Chain(List<X509Certificate> certificates, List<byte[]> der, ServerCertificate described) {}

    private record Shown(X509Certificate certificate, ServerCertificate described, int bytes) {}

    /** Answers at once where all certificates are known; fails with a {@link CertificateException} as its cause. */
    CompletionStage<Chain> read(byte[][] der) {
        List<Shown> shown = new ArrayList<>(der.length);
        for (byte[] bytes : der) {
            @Nullable Shown one = known.getIfPresent(Fingerprint.of(bytes));
            if (one == null) {
                return parse(der);
            }
            shown.add(one);
        }
        return CompletableFuture.completedFuture(chain(shown, der));
    }

    private CompletionStage<Chain> parse(byte[][] der) {
        try {
            return CompletableFuture.supplyAsync(() -> parsed(der), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Chain parsed(byte[][] der) {
        List<Shown> shown = new ArrayList<>(der.length);
        for (byte[] bytes : der) {
            Shown one = parsed(bytes, shown.size());
            known.put(Fingerprint.of(bytes), one);
            shown.add(one);
        }
        return chain(shown, der);
    }

    private static Shown parsed(byte[] der, int depth) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Shown(certificate, ServerCertificate.of(certificate), der.length);
        } catch (CertificateException e) {
            Finding finding = new Finding(
                    Finding.Rule.CHAIN, depth, "Cannot be read: " + e.getMessage(), "RFC 5280, section 4.1");
            throw new CompletionException(finding.toString(), e);
        }
    }

    /** What to say where {@link #read} failed. */
    static String finding(@Nullable Throwable failure) {
        return failure != null && failure.getCause() instanceof CertificateException
                ? String.valueOf(failure.getMessage())
                : "Its certificates cannot be read";
    }

    private static Chain chain(List<Shown> shown, byte[][] der) {
        List<X509Certificate> certificates = new ArrayList<>(shown.size());
        for (Shown one : shown) {
            certificates.add(one.certificate());
        }
        return new Chain(certificates, List.of(der), shown.get(0).described());
    }
}
