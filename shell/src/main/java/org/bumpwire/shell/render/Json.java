package org.bumpwire.shell.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The JSON form of answers: an object that names its kind and version, and holds the data. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A whole document, indented. */
    public static List<String> document(Report report) {
        return List.of(written(wrapped(report.document(), report.version(), report.data()), true)
                .split("\\R"));
    }

    /** A document on one line, for answers that go on. */
    public static String line(String document, int version, JsonNode data) {
        return written(wrapped(document, version, data), false);
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

    private static String written(JsonNode node, boolean indented) {
        try {
            return indented
                    ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node)
                    : MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
