package org.bumpwire.shell.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things of one kind, a line each. Where the screen is too narrow, each thing becomes a block of one line a value, so
 * that nothing is cut off.
 */
public final class TableReport implements Report {
    private static final String GAP = "  ";

    private final String document;
    private final String empty;
    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** @param empty what is said where there is no row */
    public TableReport(String document, String empty, List<Column> columns) {
        this.document = document;
        this.empty = empty;
        this.columns = List.copyOf(columns);
    }

    public TableReport row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String document() {
        return document;
    }

    @Override
    public List<String> text(int width) {
        if (rows.isEmpty()) {
            return List.of(empty);
        }
        int[] widths = widths();
        int needed = GAP.length() * (widths.length - 1);
        for (int columnWidth : widths) {
            needed += columnWidth;
        }
        return needed <= width ? asTable(widths) : asBlocks();
    }

    @Override
    public JsonNode data() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Cell> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i).key(), row.get(i).value());
            }
            objects.add(object);
        }
        return Json.node(objects);
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).title().length();
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        return widths;
    }

    private List<String> asTable(int[] widths) {
        List<String> lines = new ArrayList<>();
        lines.add(tableLine(columns.stream().map(Column::title).toList(), widths));
        for (List<Cell> row : rows) {
            lines.add(tableLine(row.stream().map(Cell::text).toList(), widths));
        }
        return lines;
    }

    private String tableLine(List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - texts.get(i).length());
            boolean right = columns.get(i).right();
            line.append(i == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(texts.get(i))
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private List<String> asBlocks() {
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            FieldsReport block = new FieldsReport(document);
            for (int i = 0; i < columns.size(); i++) {
                block.field(columns.get(i).title(), columns.get(i).key(), row.get(i));
            }
            lines.addAll(block.text(Integer.MAX_VALUE));
        }
        return lines;
    }
}
