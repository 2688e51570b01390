package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.type.TextType;

/** {@code assert NAME}: what every commit must leave as it is. */
public final class AssertContext {
    private static final TextType PATH = new TextType("PATH", 1, 1_024, false);
    private static final TextType VALUE = new TextType("VALUE", 1, 1_024, false);

    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<List<String>> EXISTS =
            LeafNode.list("exists", PATH, "A context or statement that must be configured, such as \"segment WEB\"");
    public static final LeafNode<List<String>> ABSENT =
            LeafNode.list("absent", PATH, "A context or statement that must not be configured");
    public static final LeafNode<Equal> EQUALS = LeafNode.choice(
            "equals",
            "A statement, such as \"sslinsp client\", that must have, or have by default, this value",
            List.of(Form.of(
                    List.of(new Form.Value(PATH), new Form.Value(VALUE)),
                    values -> new Equal(values.at(0, PATH), values.at(1, VALUE)))));

    public static final ContextNode NODE = ContextNode.named(
                    "assert",
                    Common.OBJECT_NAME,
                    "What every commit must leave so, or it is refused",
                    DESCRIPTION,
                    EXISTS,
                    ABSENT,
                    EQUALS)
            .needing(Capability.ASSERTS);

    /** A statement and the value that it must have, both as an operator types them. */
    public record Equal(String path, String value) {}

    private AssertContext() {}
}
