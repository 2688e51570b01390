package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.stream.Collectors;

/** A request is refused. */
final class RpcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<RpcError> errors;

    RpcException(RpcError error) {
        this(List.of(error));
    }

    RpcException(List<RpcError> errors) {
        super(errors.stream().map(RpcError::message).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    List<RpcError> errors() {
        return errors;
    }
}
