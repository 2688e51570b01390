package org.bumpwire.config.yang;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.Shape;

/** The type statements of leaves and names. */
record YangTypes(YangText text) implements Shape.Cases<YangText> {
    /** A word among others as it is printed: plain, or in quotes with escapes. */
    private static final String ANY_WORD = "(\"([^\"\\\\]|\\\\.)*\"|[^\\s\"]\\S*)";

    void of(LeafNode<?> leaf) {
        if (leaf.oneWord()) {
            of(((Form.Value) leaf.forms().get(0).parts().get(0)).type().shape());
            return;
        }
        List<Choice> words = leaf.forms().stream()
                .filter(YangTypes::isWord)
                .map(form -> (Form.Keyword) form.parts().get(0))
                .map(keyword -> Choice.word(keyword.word(), keyword.help()))
                .toList();
        List<Shape> shapes = Stream.concat(
                        words.isEmpty() ? Stream.of() : Stream.of(new Shape.Words(words)),
                        leaf.forms().stream()
                                .filter(form -> !isWord(form))
                                .map(form -> Shape.text(1, Integer.MAX_VALUE, pattern(form))))
                .toList();
        anyOf(shapes);
    }

    /** Demands that the object is there whose name stands behind a keyword; a type cannot refer to a part of a value. */
    void mustExist(LeafNode<?> leaf) {
        for (Form<?> form : leaf.forms()) {
            if (form.parts().size() == 2
                    && form.parts().get(0) instanceof Form.Keyword keyword
                    && form.parts().get(1) instanceof Form.Value value
                    && value.type().shape() instanceof Shape.Reference reference) {
                String before = keyword.word() + " ";
                text.open("must "
                                + YangText.quote(
                                        "not(starts-with(., '%s')) or %s = translate(substring-after(., '%s'), '\"', '')"
                                                .formatted(before, path(reference), before)))
                        .quoted("error-message", "There is no such " + String.join(" ", reference.target()))
                        .close();
            }
        }
    }

    void of(Shape shape) {
        shape.match(this);
    }

    @Override
    public YangText range(Shape.Range range) {
        return text.open("type uint32")
                .quoted("range", range.least() + ".." + range.most())
                .close();
    }

    @Override
    public YangText words(Shape.Words words) {
        text.open("type enumeration");
        for (Choice word : words.words()) {
            text.open("enum " + YangText.quote(word.word()))
                    .quoted("description", word.help())
                    .close();
        }
        return text.close();
    }

    @Override
    public YangText reference(Shape.Reference reference) {
        boolean also = !reference.always().isEmpty();
        if (also) {
            text.open("type union");
            words(new Shape.Words(reference.always()));
        }
        text.open("type leafref").quoted("path", path(reference)).close();
        return also ? text.close() : text;
    }

    private void anyOf(List<Shape> shapes) {
        if (shapes.size() == 1) {
            of(shapes.get(0));
            return;
        }
        text.open("type union");
        shapes.forEach(this::of);
        text.close();
    }

    @Override
    public YangText text(Shape.Text string) {
        text.open("type string");
        if (string.longest() < Integer.MAX_VALUE) {
            text.quoted(
                    "length",
                    string.shortest() == string.longest()
                            ? Integer.toString(string.longest())
                            : string.shortest() + ".." + string.longest());
        }
        if (!string.pattern().isEmpty()) {
            text.quoted("pattern", string.pattern());
        }
        if (!string.refused().isEmpty()) {
            text.open("pattern " + YangText.quote(String.join("|", string.refused())))
                    .plain("modifier", "invert-match")
                    .close();
        }
        return text.close();
    }

    /** The names of the objects that may be meant. */
    private static String path(Shape.Reference reference) {
        return Stream.concat(reference.target().stream(), Stream.of(ConfigModule.KEY))
                .map(keyword -> "/" + ConfigModule.PREFIX + ":" + keyword)
                .collect(Collectors.joining());
    }

    private static boolean isWord(Form<?> form) {
        return form.parts().size() == 1 && form.parts().get(0) instanceof Form.Keyword;
    }

    private static String pattern(Form<?> form) {
        return form.parts().stream()
                .map(part ->
                        part instanceof Form.Value value ? pattern(value.type().shape()) : part.text())
                .collect(Collectors.joining(" "));
    }

    /** Of a word among others; what may have spaces is printed in quotes. */
    private static String pattern(Shape shape) {
        boolean tells = shape instanceof Shape.Text string
                && !string.pattern().isEmpty()
                && string.pattern().indexOf(' ') < 0;
        return tells ? "(" + ((Shape.Text) shape).pattern() + ")" : ANY_WORD;
    }
}
