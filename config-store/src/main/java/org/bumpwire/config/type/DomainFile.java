package org.bumpwire.config.type;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.model.DomainPattern;

/** Text with a domain a line, in the forms of {@link DomainType}; {@code #} begins a remark. */
public final class DomainFile {
    /** How many different domains it may have. */
    public static final int MOST_DOMAINS = 2_000_000;

    private static final int MOST_FAULTS_SHOWN = 3;

    private final DomainType type = new DomainType();
    private final List<String> patterns = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int faulty;

    private DomainFile() {}

    /**
     * The domains as {@link org.bumpwire.config.model.DomainList} takes them: sorted, each once.
     *
     * @throws ValueException naming the first bad lines, if there is one, or if there is no domain or too many
     */
    public static byte[] read(List<String> lines) throws ValueException {
        DomainFile file = new DomainFile();
        for (int i = 0; i < lines.size(); i++) {
            file.line(i + 1, lines.get(i));
        }
        return file.canonical();
    }

    /** Whether bytes are what {@link #read} answers. */
    public static boolean isCanonical(byte[] text) {
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && i > start) {
                start = i + 1;
            } else if (!isDomainCharacter(text[i]) && (text[i] != '*' || i != start)) {
                return false;
            }
        }
        return text.length > 0 && start == text.length;
    }

    private static boolean isDomainCharacter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    }

    private void line(int number, String line) throws ValueException {
        int remark = line.indexOf('#');
        String domain = (remark < 0 ? line : line.substring(0, remark)).strip();
        if (domain.isEmpty()) {
            return;
        }
        if (patterns.size() == MOST_DOMAINS) {
            throw new ValueException("it has more than %d domains".formatted(MOST_DOMAINS));
        }
        try {
            DomainPattern pattern = type.parse(domain);
            patterns.add(pattern.toString());
        } catch (ValueException e) {
            faulty++;
            if (faults.size() < MOST_FAULTS_SHOWN) {
                faults.add("line %d: %s".formatted(number, e.getMessage()));
            }
        }
    }

    private byte[] canonical() throws ValueException {
        if (faulty > 0) {
            throw new ValueException(String.join("; ", faults)
                    + (faulty > faults.size() ? "; and %d lines more".formatted(faulty - faults.size()) : ""));
        }
        if (patterns.isEmpty()) {
            throw new ValueException("it has no domain");
        }
        String[] sorted = patterns.toArray(String[]::new);
        Arrays.sort(sorted);
        StringBuilder text = new StringBuilder();
        String last = "";
        for (String pattern : sorted) {
            if (!pattern.equals(last)) {
                text.append(pattern).append('\n');
            }
            last = pattern;
        }
        return text.toString().getBytes(US_ASCII);
    }
}
