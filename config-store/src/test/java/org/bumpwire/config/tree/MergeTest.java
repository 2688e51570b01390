package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final ConfigTree BASE = load(
            ConfigTree.empty(),
            "gen host-name base",
            "sslinsp server WEB ip 10.0.0.1 10.0.0.2",
            "sslinsp server WEB certificate one",
            "sslinsp server OLD ip 10.0.0.9");

    @Test
    void takesChangesOfDifferentLeavesFromBothSides() {
        Merge.Merged merged =
                merge(load(BASE, "gen host-name mine"), load(BASE, "gen location theirs", "segment s mode redirect 1"));

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree())
                .isEqualTo(load(BASE, "gen host-name mine", "gen location theirs", "segment s mode redirect 1"));
    }

    @Test
    void addsAndRemovesInListsOfBothSides() {
        Merge.Merged merged = merge(
                load(BASE, "sslinsp server WEB ip 10.0.0.3", "delete sslinsp server WEB ip 10.0.0.1"),
                load(BASE, "sslinsp server WEB ip 10.0.0.4"));

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree().toString()).contains("ip 10.0.0.2/32 10.0.0.4/32 10.0.0.3/32");
    }

    @Test
    void reportsBothSidesOfALeafThatBothChanged() {
        Merge.Merged merged = merge(
                load(BASE, "gen host-name mine", "sslinsp server WEB certificate two"),
                load(BASE, "gen host-name theirs", "sslinsp server WEB certificate three"));

        assertThat(merged.conflicts())
                .containsExactly(
                        "gen host-name: 'mine' here, 'theirs' in the running configuration",
                        "sslinsp server \"WEB\" certificate: 'one two' here, 'one three' in the running configuration");
    }

    @Test
    void reportsALeafThatOneSideDeleted() {
        Merge.Merged merged = merge(load(BASE, "delete gen host-name"), load(BASE, "gen host-name theirs"));

        assertThat(merged.conflicts())
                .containsExactly("gen host-name: deleted here, 'theirs' in the running configuration");
    }

    @Test
    void reportsAContextThatOneSideDeletedAndTheOtherChanged() {
        Merge.Merged mine =
                merge(load(BASE, "delete sslinsp server OLD"), load(BASE, "sslinsp server OLD logging disable"));
        Merge.Merged theirs =
                merge(load(BASE, "sslinsp server OLD logging disable"), load(BASE, "delete sslinsp server OLD"));

        assertThat(mine.conflicts())
                .containsExactly("sslinsp server \"OLD\": deleted here, changed in the running configuration");
        assertThat(theirs.conflicts())
                .containsExactly("sslinsp server \"OLD\": changed here, deleted in the running configuration");
    }

    @Test
    void deletesWhatOneSideDeletedAndTheOtherLeftAlone() {
        Merge.Merged merged = merge(load(BASE, "delete sslinsp server OLD"), load(BASE, "gen location x"));

        assertThat(merged.tree()).isEqualTo(load(BASE, "delete sslinsp server OLD", "gen location x"));
    }

    @Test
    void joinsContextsThatBothCreated() {
        Merge.Merged merged =
                merge(load(BASE, "segment s mode redirect 1"), load(BASE, "segment s description theirs"));

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree()).isEqualTo(load(BASE, "segment s mode redirect 1", "segment s description theirs"));
    }

    @Test
    void neverShowsASecret() {
        String hash = "$scrypt$ln=15,r=8,p=1$" + "s".repeat(22) + "$";
        Merge.Merged merged = merge(
                load(BASE, "aaa user b password " + hash + "a".repeat(43)),
                load(BASE, "aaa user b password " + hash + "b".repeat(43)));

        assertThat(merged.conflicts())
                .containsExactly("aaa user \"b\" password: changed here, changed in the running configuration");
    }

    @Test
    void refusesAListThatBecomesTooLongTogether() {
        Merge.Merged merged = merge(load(BASE, addresses(1)), load(BASE, addresses(2)));

        assertThat(merged.conflicts()).containsExactly("sslinsp server \"WEB\" ip: together more than 1000 values");
    }

    private static String addresses(int net) {
        return "sslinsp server WEB ip "
                + String.join(
                        " ",
                        IntStream.range(0, 700)
                                .mapToObj(i -> "10.%d.%d.%d".formatted(net, i / 256, i % 256))
                                .toList());
    }

    private static Merge.Merged merge(ConfigTree mine, ConfigTree theirs) {
        return Merge.of(BASE, mine, theirs);
    }

    private static ConfigTree load(ConfigTree onto, String... lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), List.of(lines));
        assertThat(loaded.problems()).isEmpty();
        return loaded.tree();
    }
}
