package org.bumpwire.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.ValueException;
import org.junit.jupiter.api.Test;

/** What every declaration must keep to, so that a new one cannot break the parser or the printer. */
class SchemaTest {
    @Test
    void everyNodeIsExplainedInOneLine() {
        for (ContextNode context : contexts()) {
            assertThat(context.members())
                    .allSatisfy(node -> assertThat(node.help()).isNotBlank().hasSizeLessThan(100))
                    .allSatisfy(node -> assertThat(node.help()).doesNotEndWith("."))
                    .allSatisfy(node -> assertThat(node.keyword()).matches("[a-z0-9-]+"));
        }
    }

    @Test
    void onlyNodesThatTheNextWordTellsApartShareAKeyword() {
        for (ContextNode context : contexts()) {
            Set<String> seen = new HashSet<>();
            for (Node node : context.members()) {
                boolean told = node instanceof ActionNode || isNamed(node);
                assertThat(seen.add(node.keyword()) || told)
                        .as("'%s' in '%s'", node.keyword(), context)
                        .isTrue();
            }
        }
    }

    @Test
    void everyElementOfAContextHasANameOfItsOwn() {
        for (ContextNode context : contexts()) {
            List<String> names = new ArrayList<>(
                    context.contexts().stream().map(ContextNode::keyword).toList());
            context.leaves().forEach(leaf -> names.add(context.elementName(leaf)));
            if (context.isNamed()) {
                names.add("name");
            }

            assertThat(names).as("Elements of '%s'", context).doesNotHaveDuplicates();
        }
    }

    @Test
    void namesThatFollowASharedKeywordCannotBeTheOtherNodesWords() {
        ContextNode server = SslInspectionContext.NODE.context("server").orElseThrow();

        for (String word : List.of("enable", "disable")) {
            assertThatCode(() -> server.name().orElseThrow().parse(word)).isInstanceOf(ValueException.class);
        }
    }

    @Test
    void everyStatementNeedsACapability() {
        assertThat(Schema.device().leaves()).isEmpty();
        assertThat(Schema.device().contexts())
                .allSatisfy(c -> assertThat(c.needs()).as(c.keyword()).isNotEmpty());
    }

    @Test
    void builtInRolesAreNoNamesOfOthers() {
        for (String name : List.of("administrator", "operator", "read-only")) {
            assertThatCode(() -> AccessContext.ROLE.name().orElseThrow().parse(name))
                    .isInstanceOf(ValueException.class);
        }
    }

    @Test
    void everyDefaultIsCanonical() throws ValueException {
        for (ContextNode context : contexts()) {
            for (LeafNode<?> leaf : context.leaves()) {
                if (!leaf.defaultWords().isEmpty()) {
                    assertThat(leaf.read(leaf.defaultWords())).isNotNull();
                }
            }
        }
    }

    @Test
    void noLeafIsBothRequiredAndDefaulted() {
        for (ContextNode context : contexts()) {
            assertThat(context.leaves())
                    .noneMatch(l -> l.required() && !l.defaultText().isEmpty());
        }
    }

    @Test
    void formsOfALeafDifferInTheirFirstWord() {
        for (ContextNode context : contexts()) {
            for (LeafNode<?> leaf : context.leaves()) {
                if (leaf.forms().size() > 1) {
                    List<String> first = leaf.forms().stream()
                            .map(f -> f.parts().get(0))
                            .filter(Form.Keyword.class::isInstance)
                            .map(Form.Part::text)
                            .distinct()
                            .toList();
                    assertThat(first).hasSameSizeAs(leaf.forms());
                }
            }
        }
    }

    @Test
    void everyReferenceLeadsToANamedContextWithTheSameNames() {
        for (ContextNode context : contexts()) {
            for (LeafNode<?> leaf : context.leaves()) {
                for (Form<?> form : leaf.forms()) {
                    for (Form.Part part : form.parts()) {
                        if (part instanceof Form.Value value && value.type() instanceof ReferenceType reference) {
                            assertThat(target(reference).flatMap(ContextNode::name))
                                    .as("%s %s", context, leaf)
                                    .isEqualTo(Optional.of(reference.names()));
                        }
                    }
                }
            }
        }
    }

    private static Optional<ContextNode> target(ReferenceType reference) {
        Optional<ContextNode> context = Optional.of(Schema.device());
        for (String keyword : reference.target()) {
            context = context.flatMap(c -> c.context(keyword));
        }
        return context;
    }

    private static boolean isNamed(Node node) {
        return node instanceof ContextNode context && context.isNamed();
    }

    private static List<ContextNode> contexts() {
        List<ContextNode> contexts = new ArrayList<>(List.of(Schema.device()));
        for (int i = 0; i < contexts.size(); i++) {
            contexts.addAll(contexts.get(i).contexts());
        }
        return contexts;
    }
}
