package org.bumpwire.shell.boot;

import java.util.List;
import java.util.function.Function;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.proxy.CopiesView;
import org.bumpwire.proxy.ExclusionView;
import org.bumpwire.proxy.Explainer;
import org.bumpwire.proxy.Explanation;
import org.bumpwire.proxy.FlowQuestion;
import org.bumpwire.proxy.ListenerView;
import org.bumpwire.proxy.ProxyServer;
import org.bumpwire.proxy.RejectionView;
import org.bumpwire.proxy.ResumptionView;
import org.bumpwire.proxy.SessionView;
import org.bumpwire.shell.session.DataPlane;

/** The proxy in the shell's words, so that no command depends on it. */
final class ProxyDataPlane implements DataPlane {
    private final ProxyServer proxy;

    ProxyDataPlane(ProxyServer proxy) {
        this.proxy = proxy;
    }

    @Override
    public List<Session> sessions() {
        return proxy.sessions().stream().map(ProxyDataPlane::session).toList();
    }

    @Override
    public List<Listener> listeners() {
        return proxy.listeners().stream().map(ProxyDataPlane::listener).toList();
    }

    @Override
    public Resumption resumption() {
        ResumptionView view = proxy.resumption();
        return new Resumption(view.serverSessions(), view.ticketKeyAge(), view.ticketKeys());
    }

    @Override
    public List<KnownStatus> revocationStatus() {
        return proxy.knownStatus().stream()
                .map(known -> new KnownStatus(
                        known.certificate(),
                        known.serial(),
                        known.source(),
                        known.status(),
                        known.details(),
                        known.until()))
                .toList();
    }

    @Override
    public List<Engine> engines() {
        return proxy.engines().stream()
                .map(view -> new Engine(view.kind(), view.proxy(), view.leg(), view.engine(), view.why()))
                .toList();
    }

    @Override
    public void forgetRevocationStatus() {
        proxy.forgetStatus();
    }

    @Override
    public List<Exclusion> exclusions() {
        return proxy.exclusions().stream().map(ProxyDataPlane::exclusion).toList();
    }

    @Override
    public boolean forgetExclusion(long id) {
        return proxy.forgetExclusion(id);
    }

    @Override
    public List<Rejection> rejections() {
        return proxy.rejections().stream().map(ProxyDataPlane::rejection).toList();
    }

    @Override
    public Copies copies(int newest) {
        CopiesView view = proxy.copies(newest);
        return new Copies(
                view.kept(),
                view.mostKept(),
                view.bytes(),
                view.mostBytes(),
                view.hits(),
                view.misses(),
                view.newest().stream().map(ProxyDataPlane::copy).toList());
    }

    @Override
    public void clearCopies() {
        proxy.clearCopies();
    }

    @Override
    public Answer explain(ApplianceConfig config, Question question) {
        return explainer(config).apply(question);
    }

    @Override
    public Function<Question, Answer> explainer(ApplianceConfig config) {
        Explainer explainer = proxy.explainer(config);
        return question -> answer(explainer.explain(new FlowQuestion(
                question.segment(),
                question.source(),
                question.destination(),
                question.destinationPort(),
                question.sni())));
    }

    private static Answer answer(Explanation explanation) {
        return new Answer(
                explanation.steps().stream()
                        .map(step -> new Step(step.rule(), step.path(), step.value()))
                        .toList(),
                explanation.outcome(),
                explanation.reason(),
                explanation
                        .treatment()
                        .map(by -> new Treatment(
                                by.policy(),
                                by.proxy(),
                                by.decryptionPolicy(),
                                shown(by.good()),
                                shown(by.expired()),
                                shown(by.bad()))));
    }

    private static Shown shown(org.bumpwire.proxy.Treatment.Shown shown) {
        return new Shown(shown.kind(), shown.certificates());
    }

    private static Session session(SessionView view) {
        return new Session(
                view.id(),
                view.segment(),
                view.virtualSegment(),
                view.profile(),
                view.policy(),
                view.proxy(),
                view.proxyPath(),
                view.state(),
                view.reason(),
                view.source(),
                view.destination(),
                view.sni(),
                view.clientLeg(),
                view.serverLeg(),
                view.alpn(),
                view.bytesFromClient(),
                view.bytesFromServer(),
                view.age(),
                view.revision());
    }

    private static Exclusion exclusion(ExclusionView view) {
        return new Exclusion(
                view.id(),
                view.kind(),
                view.profile(),
                view.policy(),
                view.client(),
                view.sni(),
                view.destination(),
                view.evidence(),
                view.learnedAt(),
                view.expiresAt());
    }

    private static Rejection rejection(RejectionView view) {
        return new Rejection(
                view.profile(),
                view.policy(),
                view.client(),
                view.site(),
                view.times(),
                view.evidence(),
                view.acceptedElsewhere(),
                view.likelyCause(),
                view.last());
    }

    private static Copy copy(CopiesView.Copy view) {
        return new Copy(
                view.subject(),
                view.issuer(),
                view.notBefore(),
                view.notAfter(),
                view.keyType(),
                view.trusted(),
                view.mintedAt(),
                view.uses());
    }

    private static Listener listener(ListenerView view) {
        return new Listener(view.segment(), view.mode(), view.listen().toString(), view.accepted());
    }
}
