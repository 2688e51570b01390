package org.bumpwire.proxy.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.re2j.PatternSyntaxException;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.IpsFilter.Action;
import org.bumpwire.config.model.IpsFilter.Direction;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterInspectorTest {
    @Test
    void passesWhatNoFilterKnows() {
        SampleFlow flow = flow(literal("a", "evil", Action.BLOCK));

        assertThat(flow.sends(Side.CLIENT, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(Verdict.pass());
        assertThat(flow.ipsRecords()).isEmpty();
    }

    @Test
    void vetoesWhatABlockingFilterFindsAndConcludesTheFlow() {
        SampleFlow flow = flow(literal("a", "evil", Action.BLOCK));

        Verdict verdict = flow.sends(Side.CLIENT, "some evil text");

        assertThat(verdict).isEqualTo(new Verdict.Block(literal("a", "evil", Action.BLOCK), true));
        assertThat(flow.flow().outcome().reason()).hasValue(Reason.BLOCK_FILTER);
        assertThat(flow.flow().outcome().disposition()).isEqualTo(Disposition.BLOCKED);
        assertThat(flow.ipsRecords()).extracting(IpsRecord::blocked).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"literal", "regex"})
    void findsAPatternThatComesByteByByte(String kind) {
        SampleFlow flow =
                flow(kind.equals("regex") ? regex("a", "e[uv]il", Action.BLOCK) : literal("a", "evil", Action.BLOCK));

        assertThat(flow.trickles(Side.SERVER, "some evi")).isEqualTo(Verdict.pass());
        assertThat(flow.trickles(Side.SERVER, "l").blocks()).isTrue();
    }

    @Test
    void doesNotTakeTwoDirectionsForOneStream() {
        SampleFlow flow = flow(literal("a", "evil", Action.BLOCK), regex("b", "b.d", Action.BLOCK));

        assertThat(flow.sends(Side.CLIENT, "ev b")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.SERVER, "il ad")).isEqualTo(Verdict.pass());
    }

    @Test
    void looksOnlyInTheDirectionOfAFilter() {
        SampleFlow flow = flow(
                new IpsFilter(
                        "up", "", true, Direction.CLIENT_TO_SERVER, "up", false, false, "major", Action.BLOCK, true),
                new IpsFilter(
                        "down",
                        "",
                        true,
                        Direction.SERVER_TO_CLIENT,
                        "do+wn",
                        true,
                        false,
                        "major",
                        Action.BLOCK,
                        true));

        assertThat(flow.sends(Side.CLIENT, "down")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.SERVER, "up")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.CLIENT, "up").blocks()).isTrue();
    }

    @Test
    void passesOverDisabledFilters() {
        SampleFlow flow = flow(
                new IpsFilter("off", "", false, Direction.BOTH, "evil", false, false, "major", Action.BLOCK, true));

        assertThat(flow.sends(Side.CLIENT, "evil")).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ignoresCaseIfToldTo(boolean regex) {
        SampleFlow flow =
                flow(new IpsFilter("any", "", true, Direction.BOTH, "EviL", regex, true, "major", Action.BLOCK, true));

        assertThat(flow.sends(Side.CLIENT, "xEVIlx").blocks()).isTrue();
    }

    @Test
    void reportsAnAlertOncePerFlowAndLetsItPass() {
        SampleFlow flow = flow(literal("a", "evil", Action.PERMIT), regex("b", "ev.l", Action.PERMIT));

        assertThat(flow.sends(Side.CLIENT, "evil evil")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.SERVER, "evil")).isEqualTo(Verdict.pass());
        assertThat(flow.ipsRecords())
                .extracting(IpsRecord::filter, IpsRecord::blocked)
                .containsExactly(tuple("a", false), tuple("b", false));
    }

    @Test
    void reportsTheAlertsBeforeTheFirstBlockAndNothingAfter() {
        SampleFlow flow = flow(
                literal("a", "one", Action.PERMIT),
                literal("b", "two", Action.BLOCK),
                literal("c", "three", Action.BLOCK),
                literal("d", "four", Action.PERMIT));

        assertThat(flow.sends(Side.CLIENT, "four three two one").blocks()).isTrue();
        assertThat(flow.ipsRecords()).extracting(IpsRecord::filter).containsExactly("a", "b");
    }

    @Test
    void handsOnWhetherAFilterAsksForAReset() {
        SampleFlow flow =
                flow(new IpsFilter("a", "", true, Direction.BOTH, "evil", false, false, "major", Action.BLOCK, false));

        assertThat(((Verdict.Block) flow.sends(Side.CLIENT, "evil")).reset()).isFalse();
    }

    @Test
    void findsExpressionsOverTheBorderOfItsWindows() {
        for (int before : new int[] {0, 1, 4_090, 16_380, 16_384, 20_000, 65_530}) {
            SampleFlow flow = flow(regex("a", "evil[0-9]+word", Action.BLOCK));

            assertThat(flow.sends(Side.SERVER, "x".repeat(before) + "evil")).isEqualTo(Verdict.pass());
            assertThat(flow.sends(Side.SERVER, "1".repeat(4_000) + "word").blocks())
                    .as("after %d bytes", before)
                    .isTrue();
        }
    }

    @Test
    void anchorsToTheStartOfTheStreamAndNotOfAWindow() {
        SampleFlow flow = flow(regex("a", "^evil", Action.BLOCK));
        assertThat(flow.sends(Side.CLIENT, "x".repeat(20_000))).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.CLIENT, "evil")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.CLIENT, "evil".repeat(5_000))).isEqualTo(Verdict.pass());

        assertThat(flow(regex("a", "^evil", Action.BLOCK))
                        .sends(Side.CLIENT, "evil")
                        .blocks())
                .isTrue();
    }

    @Test
    void matchesBytesWhateverTheirEncoding() {
        SampleFlow flow = flow(regex("a", "gr(ü|u)n\\x00.evil", Action.BLOCK));

        assertThat(flow.sends(Side.CLIENT, "grün\u0000")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.CLIENT, Unpooled.wrappedBuffer(new byte[] {(byte) 0xF0, 'e', 'v', 'i', 'l'}))
                        .blocks())
                .isTrue();
    }

    @Test
    void staysLinearWhereOthersBacktrack() {
        SampleFlow flow = flow(regex("a", "(a+)+(a+)+b", Action.BLOCK));

        assertThat(flow.sends(Side.CLIENT, "a".repeat(100_000))).isEqualTo(Verdict.pass());
    }

    @Test
    void refusesAnExpressionThatIsNone() {
        IpsProfile broken = new IpsProfile("p", "", List.of(regex("a", "(", Action.BLOCK)));

        assertThatThrownBy(() -> new FilterSet(broken)).isInstanceOf(PatternSyntaxException.class);
    }

    private static SampleFlow flow(IpsFilter... filters) {
        return new SampleFlow(new IpsProfile("p", "", List.of(filters)));
    }

    private static IpsFilter literal(String name, String text, Action action) {
        return new IpsFilter(name, "", true, Direction.BOTH, text, false, false, "major", action, true);
    }

    private static IpsFilter regex(String name, String text, Action action) {
        return new IpsFilter(name, "", true, Direction.BOTH, text, true, false, "major", action, true);
    }
}
