package org.bumpwire.config.type;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The name of an entry in a directory (RFC 4514). */
public final class DistinguishedNameType implements ValueType<String> {
    private static final int LONGEST = 1_024;

    @Override
    public String placeholder() {
        return "DN";
    }

    @Override
    public String help() {
        return "The name of an entry, such as \"ou=people,dc=example,dc=com\"";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, LONGEST);
    }

    @Override
    public String parse(String text) throws ValueException {
        try {
            if (text.isBlank() || text.length() > LONGEST || new LdapName(text).isEmpty()) {
                throw new ValueException("Expected a name of 1 to %d characters".formatted(LONGEST));
            }
            return text;
        } catch (InvalidNameException e) {
            throw new ValueException(
                    "'%s' is no name of an entry, such as \"ou=people,dc=example,dc=com\"".formatted(text));
        }
    }

    @Override
    public String print(String value) {
        return value;
    }
}
