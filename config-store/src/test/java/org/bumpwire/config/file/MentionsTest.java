package org.bumpwire.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MentionsTest {
    private static final Pattern FORM = Pattern.compile("id[0-9]");

    private final Mentions mentions = new Mentions(Pattern.compile("[0-9]+\\.conf"));

    @TempDir
    private Path folder;

    @Test
    void findsWhatAnyFileMentions() throws IOException {
        Path one = write("1.conf", "a id1 id2");
        Path two = write("2.conf", "id2 b");
        Path saved = write("saved.conf", "id3");

        assertThat(mentions.in(List.of(one, two, saved), FORM)).containsExactlyInAnyOrder("id1", "id2", "id3");
    }

    @Test
    void readsAgainWhatMayHaveChangedAndNothingElse() throws IOException {
        Path one = write("1.conf", "id1");
        Path saved = write("saved.conf", "id2");
        assertThat(mentions.in(List.of(one, saved), FORM)).containsExactlyInAnyOrder("id1", "id2");

        write("1.conf", "id5");
        write("saved.conf", "id6");

        assertThat(mentions.in(List.of(one, saved), FORM)).containsExactlyInAnyOrder("id1", "id6");
    }

    @Test
    void forgetsFilesThatAreGoneOrWrittenAnew() throws IOException {
        Path one = write("1.conf", "id1");
        Path two = write("2.conf", "id2");
        assertThat(mentions.in(List.of(one, two), FORM)).containsExactlyInAnyOrder("id1", "id2");
        assertThat(mentions.in(List.of(two), FORM)).containsExactlyInAnyOrder("id2");

        write("2.conf", "id7");
        mentions.forget(two);

        assertThat(mentions.in(List.of(two), FORM)).containsExactlyInAnyOrder("id7");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
