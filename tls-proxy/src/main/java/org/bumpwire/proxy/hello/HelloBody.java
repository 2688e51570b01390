package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.bumpwire.proxy.hello.HelloException.Fault;

/** Reads the body of a ClientHello, RFC 8446, section 4.1.2: a position that moves within an end that nobody passes. */
final class HelloBody {
    private static final int EXTENSION_SERVER_NAME = 0;
    private static final int EXTENSION_SUPPORTED_GROUPS = 10;
    private static final int EXTENSION_SIGNATURE_ALGORITHMS = 13;
    private static final int EXTENSION_ALPN = 16;
    private static final int EXTENSION_ENCRYPT_THEN_MAC = 22;
    private static final int EXTENSION_SUPPORTED_VERSIONS = 43;
    private static final int EXTENSION_ENCRYPTED_CLIENT_HELLO = 0xFE0D;
    private static final int SUITE_EMPTY_RENEGOTIATION_INFO = 0x00FF;
    private static final int SUITE_FALLBACK = 0x5600;
    private static final int SSL_3 = 0x0300;
    private static final int TLS_1_2 = 0x0303;
    private static final int MAX_SESSION_ID = 32;
    private static final int MAX_HOST_NAME = 255;

    private final byte[] bytes;
    private int position;
    private int end;

    private Optional<String> sni = Optional.empty();
    private List<String> alpn = List.of();
    private List<Integer> versions = List.of();
    private List<Integer> groups = List.of();
    private List<Integer> signatureSchemes = List.of();
    private boolean fallback;
    private boolean encryptedClientHello;
    private boolean encryptThenMac;

    private HelloBody(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    static ClientHello parse(byte[] bytes, int start, int end, boolean fragmented) throws HelloException {
        return new HelloBody(bytes, start, end).read(fragmented);
    }

    private ClientHello read(boolean fragmented) throws HelloException {
        int legacyVersion = uint16();
        if (legacyVersion < SSL_3) {
            throw malformed("ClientHello's version must be at least 3.0");
        }
        skip(32);
        int sessionId = uint8();
        if (sessionId > MAX_SESSION_ID) {
            throw malformed("Session id must not exceed 32 bytes");
        }
        skip(sessionId);
        List<Integer> suites = cipherSuites();
        boolean compressionDemanded = !offersNoCompression();
        if (position < end) {
            extensions();
        }
        if (versions.isEmpty()) {
            versions = upTo(legacyVersion);
        }
        return new ClientHello(
                legacyVersion,
                sni,
                alpn,
                versions,
                suites,
                groups,
                signatureSchemes,
                fallback,
                compressionDemanded,
                encryptedClientHello,
                encryptThenMac,
                fragmented);
    }

    private List<Integer> cipherSuites() throws HelloException {
        int byteLength = uint16();
        if (byteLength == 0) {
            throw malformed("ClientHello must offer a cipher suite");
        }
        return wireValues(byteLength, suite -> {
            fallback |= suite == SUITE_FALLBACK;
            return suite != SUITE_FALLBACK && suite != SUITE_EMPTY_RENEGOTIATION_INFO && !isGrease(suite);
        });
    }

    private boolean offersNoCompression() throws HelloException {
        int methods = uint8();
        if (methods == 0) {
            throw malformed("ClientHello must offer a compression method");
        }
        boolean none = false;
        for (int i = 0; i < methods; i++) {
            none |= uint8() == 0;
        }
        return none;
    }

    private void extensions() throws HelloException {
        if (uint16() != end - position) {
            throw malformed("Extensions must fill the ClientHello");
        }
        SeenTypes seen = new SeenTypes();
        while (position < end) {
            int type = uint16();
            if (!seen.add(type)) {
                throw malformed("Extension %d is there twice".formatted(type));
            }
            int length = uint16();
            require(length);
            int outerEnd = end;
            end = position + length;
            extension(type);
            position = end;
            end = outerEnd;
        }
    }

    private void extension(int type) throws HelloException {
        switch (type) {
            case EXTENSION_SERVER_NAME -> sni = hostName();
            case EXTENSION_ALPN -> alpn = protocolNames();
            case EXTENSION_SUPPORTED_VERSIONS -> versions = withoutGrease(uint8());
            case EXTENSION_SUPPORTED_GROUPS -> groups = withoutGrease(uint16());
            case EXTENSION_SIGNATURE_ALGORITHMS -> signatureSchemes = withoutGrease(uint16());
            case EXTENSION_ENCRYPTED_CLIENT_HELLO -> encryptedClientHello = true;
            case EXTENSION_ENCRYPT_THEN_MAC -> encryptThenMac = true;
            default -> {
                // The TLS engine or the server will understand it.
            }
        }
    }

    private Optional<String> hostName() throws HelloException {
        require(uint16());
        while (position < end) {
            int nameType = uint8();
            String name = text(uint16());
            if (nameType == 0) {
                return normalized(name);
            }
        }
        return Optional.empty();
    }

    /** RFC 6066, section 3, allows neither addresses nor a trailing dot, but clients send them. */
    private static Optional<String> normalized(String name) {
        String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean isName = !host.isEmpty()
                && host.length() <= MAX_HOST_NAME
                && isAll(host, HelloBody::isHostNameCharacter)
                && !host.startsWith(".")
                && !host.contains("..")
                && !isIpv4(host);
        return isName ? Optional.of(host.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isAll(String text, IntPredicate kind) {
        for (int i = 0; i < text.length(); i++) {
            if (!kind.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    /** A top-level domain is never all digits, so this also holds for the short forms that inet_aton takes. */
    private static boolean isIpv4(String host) {
        return isAll(host.substring(host.lastIndexOf('.') + 1), c -> c >= '0' && c <= '9');
    }

    private List<String> protocolNames() throws HelloException {
        require(uint16());
        List<String> names = new ArrayList<>();
        while (position < end) {
            String name = text(uint8());
            if (name.isEmpty()) {
                throw malformed("ALPN protocol names must not be empty");
            }
            if (!isGrease(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static List<Integer> upTo(int legacyVersion) {
        List<Integer> versions = new ArrayList<>();
        for (int version = Math.min(legacyVersion, TLS_1_2); version >= SSL_3; version--) {
            versions.add(version);
        }
        return versions;
    }

    private List<Integer> withoutGrease(int byteLength) throws HelloException {
        return wireValues(byteLength, value -> !isGrease(value));
    }

    private static boolean isGrease(int value) {
        return (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);
    }

    private static boolean isGrease(String name) {
        return name.length() == 2 && isGrease(name.charAt(0) << 8 | name.charAt(1));
    }

    private List<Integer> wireValues(int byteLength, IntPredicate wanted) throws HelloException {
        require(byteLength);
        if (byteLength % 2 != 0) {
            throw malformed("A list of two-byte values has an odd length");
        }
        char[] values = new char[byteLength / 2];
        int size = 0;
        for (int i = 0; i < byteLength; i += 2) {
            int value = uint16();
            if (wanted.test(value)) {
                values[size++] = (char) value;
            }
        }
        return WireValues.of(values, size);
    }

    private String text(int length) throws HelloException {
        require(length);
        String text = new String(bytes, position, length, ISO_8859_1);
        position += length;
        return text;
    }

    private int uint8() throws HelloException {
        require(1);
        return bytes[position++] & 0xFF;
    }

    private int uint16() throws HelloException {
        require(2);
        return uint8() << 8 | uint8();
    }

    private void skip(int length) throws HelloException {
        require(length);
        position += length;
    }

    private void require(int length) throws HelloException {
        if (length > end - position) {
            throw malformed("A length inside the ClientHello points beyond its end");
        }
    }

    private static HelloException malformed(String message) {
        return new HelloException(Fault.MALFORMED, message);
    }

    /** Extension types that came already: those of the RFCs are small numbers, of which one bit each will do. */
    private static final class SeenTypes {
        private final Set<Integer> large = new HashSet<>();
        private long small;

        /** False where the type had come before. */
        boolean add(int type) {
            if (type >= Long.SIZE) {
                return large.add(type);
            }
            long before = small;
            small |= 1L << type;
            return small != before;
        }
    }
}
