package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Function;
import org.bumpwire.proxy.flow.Side;

/** Asks several inspectors in turn; the first veto counts. */
final class InspectorChain implements Inspector {
    private final List<Inspector> inspectors;

    InspectorChain(List<Inspector> inspectors) {
        this.inspectors = List.copyOf(inspectors);
    }

    @Override
    public Verdict inspect(Side from, ByteBuf clearText) {
        return firstVeto(inspector -> inspector.inspect(from, clearText));
    }

    @Override
    public Verdict ended(Side from) {
        return firstVeto(inspector -> inspector.ended(from));
    }

    private Verdict firstVeto(Function<Inspector, Verdict> question) {
        for (Inspector inspector : inspectors) {
            Verdict verdict = question.apply(inspector);
            if (verdict.blocks()) {
                return verdict;
            }
        }
        return Verdict.pass();
    }
}
