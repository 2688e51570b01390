package org.bumpwire.config.type;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bumpwire.config.model.DomainPattern;

/** A domain, or {@code *.} and a domain; other scripts than Latin are kept in their ASCII form. */
public final class DomainType implements ValueType<DomainPattern> {
    private static final int LONGEST = 253;
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern ADDRESS = Pattern.compile("(.*\\.)?[0-9]+");

    @Override
    public String placeholder() {
        return "DOMAIN";
    }

    @Override
    public String help() {
        return "A domain such as bank.example, or *.bank.example for all below it";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, LONGEST + 2, "(\\*\\.)?([A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9-]{1,63}");
    }

    @Override
    public DomainPattern parse(String text) throws ValueException {
        boolean subdomains = text.startsWith("*.");
        String domain = ascii(subdomains ? text.substring(2) : text);
        String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (plain.length() > LONGEST || !FORM.matcher(plain).matches()) {
            throw new ValueException(
                    "Expected a domain such as bank.example or *.bank.example, not '%s'".formatted(text));
        }
        if (ADDRESS.matcher(plain).matches()) {
            throw new ValueException(
                    "'%s' is an address: clients name domains only, so exempt it by address".formatted(text));
        }
        return new DomainPattern(plain, subdomains);
    }

    @Override
    public String print(DomainPattern value) {
        return value.toString();
    }

    private static String ascii(String domain) throws ValueException {
        if (domain.chars().allMatch(c -> c < 128)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new ValueException(
                    "Expected a domain such as bank.example or *.bank.example, not '%s'".formatted(domain));
        }
    }
}
