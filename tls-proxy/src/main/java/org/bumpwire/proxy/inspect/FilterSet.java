package org.bumpwire.proxy.inspect;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.IpsFilter.Direction;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.proxy.flow.Side;

/** The enabled filters of an IPS profile, compiled for search; immutable, shared by all flows of a plan. */
final class FilterSet {
    private final String profileName;
    private final List<IpsFilter> filters;
    private final Searches fromClient;
    private final Searches fromServer;

    /** Throws {@link com.google.re2j.PatternSyntaxException} for a regular expression that is none. */
    FilterSet(IpsProfile profile) {
        profileName = profile.name();
        filters = profile.filters().stream().filter(IpsFilter::enabled).toList();
        fromClient = searches(Direction.CLIENT_TO_SERVER);
        fromServer = searches(Direction.SERVER_TO_CLIENT);
    }

    /**
     * What is searched for in one direction; the numbers are those of the filters.
     *
     * @param exact literals as they are
     * @param folded literals in which case does not matter
     */
    record Searches(Optional<LiteralSearch> exact, Optional<LiteralSearch> folded, List<Expression> expressions) {}

    /** A regular expression over bytes: each is one character, U+0000 to U+00FF. */
    record Expression(Pattern pattern, int number) {}

    String profileName() {
        return profileName;
    }

    /** In the order in which they are tried. */
    List<IpsFilter> filters() {
        return filters;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    Searches searches(Side from) {
        return from == Side.CLIENT ? fromClient : fromServer;
    }

    private Searches searches(Direction direction) {
        List<LiteralSearch.Pattern> exact = new ArrayList<>();
        List<LiteralSearch.Pattern> folded = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (int number = 0; number < filters.size(); number++) {
            IpsFilter filter = filters.get(number);
            if (filter.direction() != direction && filter.direction() != Direction.BOTH) {
                continue;
            }
            if (filter.regularExpression()) {
                expressions.add(new Expression(expression(filter), number));
            } else if (!filter.pattern().isEmpty()) {
                (filter.ignoreCase() ? folded : exact).add(new LiteralSearch.Pattern(filter.pattern(), number));
            }
        }
        return new Searches(search(exact, false), search(folded, true), List.copyOf(expressions));
    }

    /** Text beyond ASCII stands for its bytes in UTF-8, as in literals. */
    private static Pattern expression(IpsFilter filter) {
        String bytewise = new String(filter.pattern().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Pattern.compile(bytewise, filter.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
    }

    private static Optional<LiteralSearch> search(List<LiteralSearch.Pattern> patterns, boolean foldCase) {
        return patterns.isEmpty() ? Optional.empty() : Optional.of(LiteralSearch.of(patterns, foldCase));
    }
}
