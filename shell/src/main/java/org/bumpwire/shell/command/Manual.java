package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help text of a command, made from its declaration. */
final class Manual {
    private Manual() {}

    /** @param typed the words that lead to the declaration */
    static List<String> of(String typed, CommandSpec spec) {
        List<String> lines = new ArrayList<>();
        lines.add(spec.subcommands().isEmpty() ? synopsis(typed, spec) : typed + " ...");
        lines.addAll(indented(Arrays.asList(spec.usageMessage().description())));
        List<String[]> rows = new ArrayList<>();
        spec.subcommands().forEach((name, line) -> rows.add(new String[] {name, Syntax.help(line.getCommandSpec())}));
        spec.positionalParameters().forEach(p -> rows.add(new String[] {p.paramLabel(), Syntax.help(p)}));
        spec.options().forEach(o -> rows.add(new String[] {words(o), Syntax.help(o)}));
        if (!rows.isEmpty()) {
            lines.add("");
        }
        int width = rows.stream().mapToInt(r -> r[0].length()).max().orElse(0);
        rows.forEach(r -> lines.add("  " + r[0] + " ".repeat(width - r[0].length() + 2) + r[1]));
        lines.addAll(indented(Arrays.asList(spec.usageMessage().footer())));
        return lines;
    }

    static String synopsis(CharSequence typed, CommandSpec spec) {
        StringBuilder line = new StringBuilder(typed);
        spec.positionalParameters().forEach(p -> add(line, p, p.paramLabel()));
        spec.options().forEach(o -> add(line, o, words(o)));
        return line.toString();
    }

    private static void add(StringBuilder line, ArgSpec argument, String words) {
        String more = argument.arity().max() > 1 ? "..." : "";
        line.append(argument.required() ? " " + words + more : " [" + words + more + "]");
    }

    private static String words(OptionSpec option) {
        return option.arity().max() == 0 ? option.longestName() : option.longestName() + " " + option.paramLabel();
    }

    private static List<String> indented(List<String> lines) {
        return lines.stream().map(l -> "  " + l).toList();
    }
}
