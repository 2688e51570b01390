package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.flow.Side;

/**
 * Looks for the patterns of an IPS profile in both directions of one flow.
 *
 * <p>A filter that blocks vetoes the chunk in which its pattern is complete; a filter that permits is reported once
 * for a flow. Of several that match in one chunk those before the first that blocks are reported as well.
 */
final class FilterInspector implements Inspector {
    private final FilterSet filters;
    private final Flow flow;
    private final FlowAccountant accountant;
    private final Map<Side, Direction> directions = new EnumMap<>(Side.class);
    private final BitSet reported = new BitSet();
    private final BitSet matched = new BitSet();

    FilterInspector(FilterSet filters, Flow flow, FlowAccountant accountant) {
        this.filters = filters;
        this.flow = flow;
        this.accountant = accountant;
    }

    @Override
    public Verdict inspect(Side from, ByteBuf clearText) {
        matched.clear();
        directions
                .computeIfAbsent(from, side -> new Direction(filters.searches(side)))
                .search(clearText);
        return matched.isEmpty() ? Verdict.pass() : judge(from);
    }

    private Verdict judge(Side from) {
        for (int number = matched.nextSetBit(0); number >= 0; number = matched.nextSetBit(number + 1)) {
            if (reported.get(number)) {
                continue;
            }
            reported.set(number);
            IpsFilter filter = filters.filters().get(number);
            accountant.filterMatched(flow, filters.profileName(), filter, from);
            if (filter.action() == IpsFilter.Action.BLOCK) {
                return new Verdict.Block(filter, filter.tcpReset());
            }
        }
        return Verdict.pass();
    }

    /** Where the searches stand in what one side sends. */
    private final class Direction {
        private final FilterSet.Searches searches;
        private final ExpressionWindow expressions;
        private int exactState = LiteralSearch.START;
        private int foldedState = LiteralSearch.START;

        Direction(FilterSet.Searches searches) {
            this.searches = searches;
            expressions = new ExpressionWindow(searches.expressions());
        }

        void search(ByteBuf clearText) {
            if (searches.exact().isPresent()) {
                exactState = searches.exact().get().search(clearText, exactState, matched::set);
            }
            if (searches.folded().isPresent()) {
                foldedState = searches.folded().get().search(clearText, foldedState, matched::set);
            }
            if (!searches.expressions().isEmpty()) {
                expressions.search(clearText, number -> !reported.get(number), matched::set);
            }
        }
    }
}
