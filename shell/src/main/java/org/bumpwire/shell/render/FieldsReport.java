package org.bumpwire.shell.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing, a line for each of its values. */
public final class FieldsReport implements Report {
    private record Field(String title, String key, Cell cell) {}

    private final String document;
    private final int version;
    private final List<Field> fields = new ArrayList<>();

    public FieldsReport(String document) {
        this(document, 1);
    }

    /**
     * @param version of the document's JSON form, as {@link Report#version} counts it
     */
    public FieldsReport(String document, int version) {
        this.document = document;
        this.version = version;
    }

    public FieldsReport field(String title, String key, Cell cell) {
        fields.add(new Field(title, key, cell));
        return this;
    }

    public FieldsReport field(String title, String key, Object value) {
        return field(title, key, Cell.of(value));
    }

    @Override
    public String document() {
        return document;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public List<String> text(int width) {
        int titles = fields.stream().mapToInt(f -> f.title.length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            String title = field.title + " ".repeat(titles - field.title.length() + 2);
            for (String line : field.cell.text().split("\n", -1)) {
                lines.add((title + line).stripTrailing());
                title = " ".repeat(title.length());
            }
        }
        return lines;
    }

    @Override
    public JsonNode data() {
        Map<String, Object> object = new LinkedHashMap<>();
        fields.forEach(f -> object.put(f.key, f.cell.value()));
        return Json.node(object);
    }
}
