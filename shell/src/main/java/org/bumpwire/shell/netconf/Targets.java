package org.bumpwire.shell.netconf;

/** What a request may change. */
final class Targets {
    private Targets() {}

    /** Only the candidate is edited; {@code commit} makes it run. */
    static void requireCandidate(Datastore target, String operation) throws RpcException {
        if (target != Datastore.CANDIDATE) {
            throw notSupported("%s changes the candidate only, which commit makes run".formatted(operation));
        }
    }

    static RpcException notSupported(String why) {
        return new RpcException(RpcError.protocol(RpcError.Tag.OPERATION_NOT_SUPPORTED, why));
    }
}
