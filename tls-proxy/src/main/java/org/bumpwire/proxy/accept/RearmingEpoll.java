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

/**
 * Netty's epoll transport, without two faults of it.
 *
 * <p>Once it has heard that a peer ended its side, it reads all that the kernel has from that peer, megabytes even of a
 * channel that is held back. Here it does not hear of it, and learns of the end where it comes, behind the last byte.
 *
 * <p>A channel that waits for nothing is taken out of epoll, as one is that is held back when its peer ends its side.
 * Netty 4.2.18 forgets that it was: waiting for something again then fails with "No such file or directory" and closes
 * the channel, with all that was still to be read from it. Here it is registered anew.
 */
public final class RearmingEpoll implements IoHandlerFactory {
    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();

    @Override
    public IoHandler newHandler(ThreadAwareExecutor executor) {
        return new Handler(epoll.newHandler(executor));
    }

    private static final class Handler implements IoHandler {
        private final IoHandler epoll;

        Handler(IoHandler epoll) {
            this.epoll = epoll;
        }

        @Override
        public void initialize() {
            epoll.initialize();
        }

        @Override
        public int run(IoHandlerContext context) {
            return epoll.run(context);
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
            return new Registration(epoll, handle);
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

        private IoRegistration current;
        private boolean resting;

        Registration(IoHandler epoll, IoHandle handle) throws Exception {
            this.epoll = epoll;
            this.handle = handle;
            current = epoll.register(handle);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's own signature
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            return ops.equals(EpollIoOps.NONE) ? submitted(ops) : submitted(deaf((EpollIoOps) ops));
        }

        /** Never nothing, so that a reset is heard of. */
        private static EpollIoOps deaf(EpollIoOps ops) {
            return ops.without(EpollIoOps.EPOLLRDHUP).with(EpollIoOps.EPOLLERR);
        }

        private long submitted(IoOps ops) {
            if (resting) {
                if (ops.equals(EpollIoOps.NONE)) {
                    return 0;
                }
                rearm();
            } else if (ops.equals(EpollIoOps.NONE)) {
                resting = true;
                current.cancel();
                return 0;
            }
            return current.submit(ops);
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
            return resting || current.isValid();
        }

        @Override
        public boolean cancel() {
            if (resting) {
                resting = false;
                return true;
            }
            return current.cancel();
        }
    }
}
