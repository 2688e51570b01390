package org.bumpwire.config.guard;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Schema;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.Words;

/**
 * Takes the names of objects that one operator does not see out of what that operator is told. Sentences name an object
 * by its path, with the name in quotes, as {@link ConfigPath#toString} writes it.
 */
public final class Veil {
    /** Stands for a name. */
    public static final String HIDDEN = "(hidden)";

    /** What leads to objects that are in no other object, by the keywords before the name. */
    private static final Map<String, Kind> KINDS = kinds();

    private static final Pattern NAMED = Pattern.compile("(?:\\b(%s) )?\"((?:[^\"\\\\]|\\\\.)*)\"|(?<![A-Za-z])'[^']*'"
            .formatted(KINDS.keySet().stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .collect(Collectors.joining("|"))));

    private final Sight sight;

    public Veil(Sight sight) {
        this.sight = sight;
    }

    /** One sentence; behind the name of what is hidden, all else in quotes is hidden as well, for it belongs to that. */
    public String over(String sentence) {
        return sight.seesEverything() ? sentence : veiled(sentence);
    }

    public List<String> over(List<String> sentences) {
        return sentences.stream().map(this::over).distinct().toList();
    }

    /** The sentences that are not about what is hidden. */
    public List<String> without(List<String> sentences) {
        return sentences.stream()
                .filter(sentence -> !beginsHidden(sentence))
                .map(this::over)
                .toList();
    }

    /**
     * A path as it is typed, with or without a statement behind it; cut short behind what is hidden.
     *
     * @param words any others are answered as they are
     */
    public String overPath(String words) {
        try {
            StringBuilder way = new StringBuilder();
            ConfigPath at = ConfigPath.root();
            Iterator<Token> tokens = Words.split(words).iterator();
            while (tokens.hasNext()) {
                Optional<ContextNode> next = at.context().context(tokens.next().text());
                if (next.isEmpty() || (next.get().isNamed() && !tokens.hasNext())) {
                    return words;
                }
                at = next.get().isNamed() ? at.child(next.get(), tokens.next().text()) : at.child(next.get());
                way.append(next.get().keyword()).append(' ');
                if (next.get().isNamed() && !sight.keeps(at)) {
                    return way + HIDDEN;
                }
            }
            return words;
        } catch (StatementException e) {
            // It is no path.
            return words;
        }
    }

    private boolean beginsHidden(String sentence) {
        Matcher named = NAMED.matcher(sentence);
        return !sight.seesEverything() && named.lookingAt() && hidden(named).isPresent();
    }

    private String veiled(String sentence) {
        StringBuilder told = new StringBuilder();
        Map<String, String> typed = new LinkedHashMap<>();
        Matcher named = NAMED.matcher(sentence);
        while (named.find()) {
            Optional<ConfigPath> hidden = hidden(named);
            boolean ofHidden = hidden.isEmpty() && named.group(1) == null && !typed.isEmpty();
            String instead = ofHidden
                    ? HIDDEN
                    : hidden.map(path -> named.group(1) + " " + HIDDEN).orElseGet(named::group);
            hidden.ifPresent(path -> typed.put(path.statement(), instead));
            named.appendReplacement(told, Matcher.quoteReplacement(instead));
        }
        String veiled = named.appendTail(told).toString();
        // What is to be typed is told without quotes.
        for (Map.Entry<String, String> one : typed.entrySet()) {
            veiled = veiled.replace(one.getKey(), one.getValue());
        }
        return veiled;
    }

    /** The path that was found, where it leads to what is hidden. */
    private Optional<ConfigPath> hidden(Matcher named) {
        return Optional.ofNullable(named.group(1))
                .map(KINDS::get)
                .map(kind -> kind.parent().child(kind.context(), name(named.group(2))))
                .filter(path -> !sight.keeps(path));
    }

    private static String name(String quoted) {
        return quoted.isEmpty() ? HIDDEN : quoted.replaceAll("\\\\(.)", "$1");
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        collect(ConfigPath.root(), Schema.device(), kinds::put);
        return kinds;
    }

    private static void collect(ConfigPath at, ContextNode context, BiConsumer<String, Kind> found) {
        for (ContextNode inside : context.contexts()) {
            if (inside.isNamed()) {
                found.accept((at.statement() + " " + inside.keyword()).strip(), new Kind(at, inside));
            } else {
                collect(at.child(inside), inside, found);
            }
        }
    }

    /** Objects of one kind. */
    private record Kind(ConfigPath parent, ContextNode context) {}
}
