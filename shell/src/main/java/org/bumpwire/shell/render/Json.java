package org.bumpwire.shell.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The JSON form of answers: an object that names its kind and version, and holds the data. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A whole document, indented; its lines go out as they are made, for it may be large. */
    public static void document(Report report, Consumer<String> lines) {
        try (Writer out = new LineWriter(lines)) {
            MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValue(out, wrapped(report.document(), report.version(), report.data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document on one line, for answers that go on. */
    public static String line(String document, int version, JsonNode data) {
        try {
            return MAPPER.writeValueAsString(wrapped(document, version, data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array whose elements are made one by one, when they are written. */
    public static <T> JsonNode each(List<T> values, Function<T, JsonNode> form) {
        Iterable<JsonNode> elements = () -> values.stream().map(form).iterator();
        return MAPPER.getNodeFactory().pojoNode(elements);
    }

    /** Numbers, booleans, lists and maps as themselves; durations in milliseconds; all else as text. */
    public static JsonNode node(Object value) {
        JsonNodeFactory nodes = MAPPER.getNodeFactory();
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Duration duration) {
            return nodes.numberNode(duration.toMillis());
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((k, v) -> object.set(String.valueOf(k), node(v)));
            return object;
        }
        if (value instanceof List<?> list) {
            var array = nodes.arrayNode();
            list.forEach(v -> array.add(node(v)));
            return array;
        }
        return value instanceof Number || value instanceof Boolean
                ? MAPPER.valueToTree(value)
                : nodes.textNode(value.toString());
    }

    private static ObjectNode wrapped(String document, int version, JsonNode data) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("document", "bumpwire." + document);
        object.put("version", version);
        object.set("data", data);
        return object;
    }
}
