package org.bumpwire.proxy.accept;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Netty's epoll transport, without two faults of it and with fewer system calls.
 *
 * <p>Once it has heard that a peer ended its side, it reads all that the kernel has from that peer, megabytes even of a
 * channel that is held back. Here it does not hear of it, and learns of the end where it comes, behind the last byte.
 *
 * <p>A channel that waits for nothing is taken out of epoll, as one is that is held back when its peer ends its side.
 * Netty 4.2.18 forgets that it was: waiting for something again then fails with "No such file or directory" and closes
 * the channel, with all that was still to be read from it. Here it is registered anew.
 *
 * <p>What channels want to wait for changes some ten times in a short flow, mostly back and forth before the loop waits
 * again. Here the kernel is told once, before it does.
 */
public final class RearmingEpoll implements IoHandlerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RearmingEpoll.class);

    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();

    @Override
    public IoHandler newHandler(ThreadAwareExecutor executor) {
        return new Handler(epoll.newHandler(executor));
    }

    private static final class Handler implements IoHandler {
        private final IoHandler epoll;
        private final List<Registration> changed = new ArrayList<>();

        Handler(IoHandler epoll) {
            this.epoll = epoll;
        }

        @Override
        public void initialize() {
            epoll.initialize();
        }

        @Override
        public int run(IoHandlerContext context) {
            tellChanges();
            return epoll.run(context);
        }

        private void tellChanges() {
            // A channel that has to be closed here may change what others wait for.
            for (int i = 0; i < changed.size(); i++) {
                changed.get(i).tell();
            }
            changed.clear();
        }

        @Override
        public void prepareToDestroy() {
            epoll.prepareToDestroy();
        }

        @Override
        public void destroy() {
            epoll.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return new Registration(epoll, handle, changed);
        }

        @Override
        public void wakeup() {
            epoll.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return epoll.isCompatible(handleType);
        }
    }

    /** Stands for one registration after another; used on its event loop only, as Netty's channels do. */
    private static final class Registration implements IoRegistration {
        private final IoHandler epoll;
        private final IoHandle handle;
        private final List<Registration> changed;

        private IoRegistration current;
        private EpollIoOps told = EpollIoOps.EPOLLERR;
        private EpollIoOps wanted = EpollIoOps.EPOLLERR;
        private boolean listed;
        private boolean resting;
        private boolean cancelled;

        Registration(IoHandler epoll, IoHandle handle, List<Registration> changed) throws Exception {
            this.epoll = epoll;
            this.handle = handle;
            this.changed = changed;
            current = epoll.register(handle);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's own signature
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            wanted = ops.equals(EpollIoOps.NONE) ? EpollIoOps.NONE : deaf((EpollIoOps) ops);
            if (!listed) {
                listed = true;
                changed.add(this);
            }
            return wanted.value();
        }

        /** Never nothing, so that a reset is heard of. */
        private static EpollIoOps deaf(EpollIoOps ops) {
            return ops.without(EpollIoOps.EPOLLRDHUP).with(EpollIoOps.EPOLLERR);
        }

        /** Before the loop waits. */
        private void tell() {
            listed = false;
            if (cancelled || wanted.equals(told)) {
                return;
            }
            try {
                tellKernel();
            } catch (RuntimeException e) {
                LOG.error("A channel cannot wait for anything any more and is closed", e);
                close();
            }
        }

        private void close() {
            try {
                handle.close();
            } catch (Exception e) {
                LOG.error("It cannot be closed either", e);
            }
        }

        private void tellKernel() {
            told = wanted;
            if (wanted.equals(EpollIoOps.NONE)) {
                resting = true;
                current.cancel();
                return;
            }
            if (resting) {
                rearm();
            }
            current.submit(wanted);
        }

        private void rearm() {
            try {
                current = epoll.register(handle);
                resting = false;
            } catch (Exception e) {
                throw new IllegalStateException("Channel could not be registered again", e);
            }
        }

        @Override
        public boolean isValid() {
            return !cancelled && (resting || current.isValid());
        }

        @Override
        public boolean cancel() {
            cancelled = true;
            if (resting) {
                resting = false;
                return true;
            }
            return current.cancel();
        }
    }
}
