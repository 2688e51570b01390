package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** A file that an operator named or a text that they pasted, whole and within bounds, split into what it holds. */
final class InputFile {
    private static final int MAX_BLOCKS = 10_000;

    private final String name;
    private final byte[] content;

    private InputFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** What was pasted at a terminal. */
    static InputFile pasted(String text) throws PkiException {
        if (!text.contains("-----BEGIN ")) {
            throw new PkiException("The pasted text is not PEM: it has no line that begins with -----BEGIN");
        }
        return new InputFile("pasted text", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static InputFile read(Path path, int maxBytes) throws PkiException {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new PkiException("'%s' is not a regular file".formatted(path));
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(maxBytes + 1);
                if (content.length > maxBytes) {
                    throw new PkiException("File '%s' is larger than %d KiB".formatted(path, maxBytes >> 10));
                }
                if (content.length == 0) {
                    throw new PkiException("File '%s' is empty".formatted(path));
                }
                return new InputFile(path.toString(), content);
            }
        } catch (IOException e) {
            throw new PkiException("File '%s' cannot be read: %s".formatted(path, PrivateFiles.reason(e)), e);
        }
    }

    String name() {
        return name;
    }

    byte[] content() {
        return content;
    }

    boolean isPem() {
        return new String(content, ISO_8859_1).contains("-----BEGIN ");
    }

    /** The blocks of a PEM file; whatever stands between them is ignored, as everybody does. */
    List<PemObject> pemBlocks() throws PkiException {
        List<PemObject> blocks = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(new String(content, ISO_8859_1)))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                if (blocks.size() == MAX_BLOCKS) {
                    throw new PkiException("File '%s' has more than %d PEM blocks".formatted(name, MAX_BLOCKS));
                }
                blocks.add(block);
            }
        } catch (IOException | DecoderException e) {
            throw new PkiException(
                    "File '%s' is damaged: block %d is no valid PEM".formatted(name, blocks.size() + 1), e);
        }
        return blocks;
    }

    /** Whether a private key is among the PEM blocks. */
    boolean hasPemKey() throws PkiException {
        return isPem() && pemBlocks().stream().anyMatch(block -> block.getType().endsWith("PRIVATE KEY"));
    }

    boolean isPkcs12() {
        // PFX ::= SEQUENCE { version INTEGER (3), authSafe ContentInfo, … }
        return firstOfSequence() instanceof ASN1Integer version && version.hasValue(3);
    }

    boolean isPkcs7() {
        return firstOfSequence() instanceof ASN1ObjectIdentifier;
    }

    /** Whether the content begins as every binary form does: one DER sequence. */
    boolean isStructure() {
        return content[0] == 0x30;
    }

    /** Forgets a content that may hold a key. */
    void wipe() {
        Arrays.fill(content, (byte) 0);
    }

    private ASN1Encodable firstOfSequence() {
        try {
            return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(content))
                    .getObjectAt(0);
        } catch (IOException | RuntimeException e) {
            return DERNull.INSTANCE;
        }
    }
}
