package org.bumpwire.config.schema;

import java.util.List;
import java.util.Locale;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.IpsFilter.Action;
import org.bumpwire.config.model.IpsFilter.Direction;
import org.bumpwire.config.schema.Form.Keyword;
import org.bumpwire.config.schema.Form.Value;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.WordType;

/** {@code ips}: filters on clear text. */
public final class IpsContext {
    private static final TextType PATTERN = TextType.pattern(4_096);

    public static final LeafNode<String> PROFILE_DESCRIPTION = Common.description();

    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<Boolean> STATE = Common.toggle("state", "enable", "Whether the filter is applied");
    public static final LeafNode<Direction> DIRECTION = LeafNode.of(
                    "direction", WordType.ofEnum(Direction.class, IpsContext::help), "Whose bytes are looked at")
            .defaultsTo("both");
    public static final LeafNode<Match> MATCH = LeafNode.choice(
                    "match",
                    "What is looked for",
                    List.<Form<Match>>of(
                            Form.of(
                                    List.of(new Keyword("literal", "This text"), new Value(PATTERN)),
                                    values -> new Match(values.at(0, PATTERN), false)),
                            Form.of(
                                    List.of(new Keyword("regex", "A regular expression (RE2)"), new Value(PATTERN)),
                                    values -> new Match(values.at(0, PATTERN), true))))
            .mandatory();
    public static final LeafNode<Boolean> IGNORE_CASE =
            Common.toggle("ignore-case", "disable", "Whether upper and lower case are the same");
    public static final LeafNode<Severity> SEVERITY = LeafNode.of(
                    "severity", WordType.ofEnum(Severity.class, s -> "As alerts report it"), "How bad a match is")
            .defaultsTo("major");
    public static final LeafNode<Action> ACTION = LeafNode.of(
                    "action", WordType.ofEnum(Action.class, IpsContext::help), "What a match does")
            .defaultsTo("block");
    public static final LeafNode<Boolean> TCP_RESET =
            Common.toggle("tcp-reset", "enable", "Whether a blocked session ends with TCP resets");
    public static final ContextNode FILTER = ContextNode.named(
            "filter",
            Common.OBJECT_NAME,
            "A pattern to look for in clear text",
            DESCRIPTION,
            STATE,
            DIRECTION,
            MATCH,
            IGNORE_CASE,
            SEVERITY,
            ACTION,
            TCP_RESET);

    public static final ContextNode PROFILE = ContextNode.named(
            "profile",
            Common.OBJECT_NAME,
            "Filters that virtual segments apply, in the order of their names",
            PROFILE_DESCRIPTION,
            FILTER);

    public static final ContextNode NODE =
            ContextNode.single("ips", "Filters on clear text", PROFILE).needing(Capability.IPS);

    private IpsContext() {}

    /** What a filter looks for. */
    public record Match(String pattern, boolean regularExpression) {}

    /** How bad a match is, worst first. */
    public enum Severity {
        CRITICAL,
        MAJOR,
        MINOR,
        LOW;

        /** As records and the configuration write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static String help(Direction direction) {
        return switch (direction) {
            case CLIENT_TO_SERVER -> "What the client sends";
            case SERVER_TO_CLIENT -> "What the server sends";
            case BOTH -> "Both";
        };
    }

    private static String help(Action action) {
        return switch (action) {
            case BLOCK -> "The bytes are not forwarded and the session ends";
            case PERMIT -> "The bytes pass and an alert is recorded";
        };
    }
}
