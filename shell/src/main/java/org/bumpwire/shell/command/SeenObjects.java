package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.guard.Veil;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;

/** What runs and what was learned, without the objects of the configuration that the operator does not see. */
final class SeenObjects {
    private final Sight sight;
    private final Veil veil;
    private final DataPlane dataPlane;

    private SeenObjects(ShellSession session) {
        this.sight = session.sight();
        this.veil = new Veil(sight);
        this.dataPlane = session.device().dataPlane();
    }

    static SeenObjects by(ShellSession session) {
        return new SeenObjects(session);
    }

    /** Every session, for each takes of what the device has; but not the names of what is hidden. */
    List<DataPlane.Session> sessions() {
        return dataPlane.sessions().stream().map(this::veiled).toList();
    }

    /** What was learned for profiles that are seen. */
    List<DataPlane.Exclusion> exclusions() {
        return dataPlane.exclusions().stream()
                .filter(one -> seesProfile(one.profile()))
                .toList();
    }

    /** The rejections under profiles that are seen. */
    List<DataPlane.Rejection> rejections() {
        return dataPlane.rejections().stream()
                .filter(one -> seesProfile(one.profile()))
                .toList();
    }

    /** The name of an object, or what stands for it; empty stays empty. */
    String name(String name, String... kind) {
        return sees(name, kind) ? name : Veil.HIDDEN;
    }

    /** A statement as it is typed; cut short behind an object that is hidden. */
    String path(String statement) {
        return veil.overPath(statement);
    }

    /** A rule that was asked: what a hidden object says is told as yes or no, and not which one it is. */
    DataPlane.Step step(DataPlane.Step step) {
        String path = path(step.path());
        return path.equals(step.path())
                ? step
                : new DataPlane.Step(step.rule(), path, step.value().split(",", 2)[0]);
    }

    private DataPlane.Session veiled(DataPlane.Session one) {
        boolean proxySeen = path(one.proxyPath()).equals(one.proxyPath());
        return one.naming(
                name(one.segment(), "segment"),
                name(one.virtualSegment(), "virtual-segment"),
                name(one.profile(), "sslinsp", "profile"),
                seesProfile(one.profile()) ? one.policy() : Veil.HIDDEN,
                proxySeen ? one.proxy() : Veil.HIDDEN);
    }

    private boolean seesProfile(String name) {
        return sees(name, "sslinsp", "profile");
    }

    private boolean sees(String name, String... kind) {
        if (name.isEmpty()) {
            return true;
        }
        String[] path = Arrays.copyOf(kind, kind.length + 1);
        path[kind.length] = name;
        return sight.keeps(ConfigPath.of(path));
    }
}
