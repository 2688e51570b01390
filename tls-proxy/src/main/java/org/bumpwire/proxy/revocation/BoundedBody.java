package org.bumpwire.proxy.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes in the body of an answer, and hangs up as soon as it is, or says that it will be, longer than allowed. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int most;
    private final boolean tooLongByItsHeader;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream soFar = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    BoundedBody(int most, HttpHeaders headers) {
        this.most = most;
        tooLongByItsHeader =
                headers.firstValue("Content-Length").map(BoundedBody::digits).orElse(0L) > most;
    }

    /** What is no number is left to the client to complain about. */
    private static long digits(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (tooLongByItsHeader) {
            hangUp();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (soFar.size() + (long) buffer.remaining() > most) {
                hangUp();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            soFar.writeBytes(bytes);
        }
    }

    private void hangUp() {
        whole.completeExceptionally(new IOException("Answer is longer than %d bytes".formatted(most)));
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(soFar.toByteArray());
    }
}
