package org.bumpwire.config.type;

import org.bumpwire.config.access.SshPublicKey;

/** A public key in OpenSSH's one-line form. */
public final class SshKeyType implements ValueType<String> {
    @Override
    public String placeholder() {
        return "KEY";
    }

    @Override
    public String help() {
        return "A public key as OpenSSH writes it, in quotes: \"TYPE BASE64 [COMMENT]\"";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 16_384);
    }

    @Override
    public String parse(String text) throws ValueException {
        String line = text.strip().replaceAll("\\s+", " ");
        try {
            SshPublicKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw new ValueException(e.getMessage() == null ? "Expected an SSH public key" : e.getMessage());
        }
        return line;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
