package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.bumpwire.proxy.flow.Side;

/** Asks several inspectors in turn; the first veto counts. */
final class InspectorChain implements Inspector {
    private final List<Inspector> inspectors;

    InspectorChain(List<Inspector> inspectors) {
        this.inspectors = List.copyOf(inspectors);
    }

    @Override
    public Verdict inspect(Side from, ByteBuf clearText) {
        for (Inspector inspector : inspectors) {
            Verdict verdict = inspector.inspect(from, clearText);
            if (verdict.blocks()) {
                return verdict;
            }
        }
        return Verdict.pass();
    }

    @Override
    public Verdict ended(Side from) {
        for (Inspector inspector : inspectors) {
            Verdict verdict = inspector.ended(from);
            if (verdict.blocks()) {
                return verdict;
            }
        }
        return Verdict.pass();
    }
}
