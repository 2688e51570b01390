package org.bumpwire.config.type;

import java.util.Optional;
import org.bumpwire.config.access.Passwords;

/** A password, kept as its hash only; a hash of ours is taken as it is, so that displayed text loads back. */
public final class PasswordType implements ValueType<String> {
    @Override
    public String placeholder() {
        return "PASSWORD";
    }

    @Override
    public String help() {
        return "A password of at least %d characters, stored as its hash".formatted(Passwords.MIN_LENGTH);
    }

    @Override
    public Shape shape() {
        return Shape.text(Passwords.MIN_LENGTH, 1_024);
    }

    /** Takes about a tenth of a second for a password that is no hash yet. */
    @Override
    public String parse(String text) throws ValueException {
        if (Passwords.isHash(text)) {
            return text;
        }
        Optional<String> refusal = Passwords.refusal(text.toCharArray());
        if (refusal.isPresent()) {
            throw new ValueException(refusal.get());
        }
        return Passwords.hash(text.toCharArray());
    }

    @Override
    public String print(String value) {
        return value;
    }
}
