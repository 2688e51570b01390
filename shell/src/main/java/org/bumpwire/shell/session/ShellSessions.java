package org.bumpwire.shell.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;

/** Every operator who is at the device; safe for any thread. */
public final class ShellSessions implements AutoCloseable {
    private final Device device;
    private final CommandSet commandSet;
    private final AuditTrail audit;
    private final List<ShellSession> open = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final ScheduledThreadPoolExecutor idleWatch = new ScheduledThreadPoolExecutor(1, ShellSessions::daemon);
    private final Future<?> idleCheck;

    public ShellSessions(Device device, CommandSet commandSet) {
        this.device = device;
        this.commandSet = commandSet;
        this.audit = new AuditTrail(device.journal(), device.clock());
        device.config().announceTo(this::announce);
        this.idleCheck = idleWatch.scheduleWithFixedDelay(this::hangUpIdle, 1, 1, TimeUnit.SECONDS);
    }

    public ShellSession open(Operator operator, Screen screen) {
        ShellSession session = new ShellSession(this, lastId.incrementAndGet(), operator, screen);
        open.add(session);
        if (operator.origin() != Operator.Origin.SSH) {
            audit.began(session);
        }
        return session;
    }

    /** Those who are here now, the oldest first. */
    public List<ShellSession> list() {
        return List.copyOf(open);
    }

    /**
     * Another session that came over the network, by its number, so that it can be ended.
     *
     * @throws CommandException if there is none, or it is that of another user and the asking one manages no users
     */
    public ShellSession toEnd(ShellSession asking, String number) throws CommandException {
        ShellSession other = open.stream()
                .filter(one -> Long.toString(one.id()).equals(number))
                .filter(one -> one.id() != asking.id() && one.operator().origin() == Operator.Origin.SSH)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "There is no other session '%s' from the network; show users lists those that are"
                                .formatted(number)));
        if (!other.operator().user().equals(asking.operator().user())) {
            asking.require(Capability.MANAGE_USERS, Grant.WRITE);
        }
        return other;
    }

    public Device device() {
        return device;
    }

    public CommandSet commandSet() {
        return commandSet;
    }

    /** Tells everybody but the session that knows already. */
    private void announce(String sentence, String cause) {
        open.stream().filter(s -> !Long.toString(s.id()).equals(cause)).forEach(s -> s.announce(sentence));
    }

    AuditTrail audit() {
        return audit;
    }

    void left(ShellSession session) {
        open.remove(session);
    }

    /** Hangs up on those from whom nothing came for longer than the running configuration allows. */
    void hangUpIdle() {
        Duration allowed = device.config().running().general().sessionIdleTimeout();
        Instant now = device.clock().instant();
        for (ShellSession session : open) {
            boolean idle = session.lastActive().plus(allowed).isBefore(now);
            if (!allowed.isZero() && session.screen().timesOut() && idle) {
                session.hangUpIdle(allowed);
            }
        }
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        idleCheck.cancel(false);
        idleWatch.shutdown();
        open.forEach(ShellSession::hangup);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shell-idle");
        thread.setDaemon(true);
        return thread;
    }
}
