package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds texts of a form in configuration files. A file that is written once is read once; what several of them mention alike is
 * kept once, for revisions differ little.
 */
final class Mentions {
    private final Pattern writtenOnce;
    private final Map<Path, Set<String>> known = new HashMap<>();
    private String knownForm = "";

    /** @param writtenOnce the names of files that never change while they are there */
    Mentions(Pattern writtenOnce) {
        this.writtenOnce = writtenOnce;
    }

    Set<String> in(Collection<Path> files, Pattern form) throws IOException {
        if (!knownForm.equals(form.pattern())) {
            known.clear();
            knownForm = form.pattern();
        }
        known.keySet().retainAll(Set.copyOf(files));
        Map<Set<String>, Set<String>> alike = new HashMap<>();
        known.values().forEach(set -> alike.putIfAbsent(set, set));
        Set<Set<String>> different = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Path file : files) {
            Set<String> mentioned = known.get(file);
            if (mentioned == null) {
                mentioned = read(file, form);
                if (writtenOnce.matcher(file.getFileName().toString()).matches()) {
                    mentioned = alike.computeIfAbsent(mentioned, set -> set);
                    known.put(file, mentioned);
                }
            }
            different.add(mentioned);
        }
        Set<String> all = new HashSet<>();
        different.forEach(all::addAll);
        return all;
    }

    /** A file is written after all, since the first attempt failed. */
    void forget(Path file) {
        known.remove(file);
    }

    private static Set<String> read(Path file, Pattern form) throws IOException {
        Set<String> found = new HashSet<>();
        Matcher matcher = form.matcher(new String(Files.readAllBytes(file), ISO_8859_1));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
