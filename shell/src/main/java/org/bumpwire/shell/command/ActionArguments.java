package org.bumpwire.shell.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.SubjectNames;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** Reads what an action about certificates was told. */
final class ActionArguments {
    private ActionArguments() {}

    /** Empty where it was left out. */
    static String text(Statement.Action asked, String name) {
        return optional(asked, name).orElse("");
    }

    static Optional<String> optional(Statement.Action asked, String name) {
        return Optional.ofNullable(asked.arguments().get(name));
    }

    static int number(Statement.Action asked, String name, int otherwise) {
        return optional(asked, name).map(Integer::valueOf).orElse(otherwise);
    }

    /** What a toggle was set to, nothing where it was left out. */
    static Optional<Boolean> toggle(Statement.Action asked, String name) {
        return optional(asked, name).map("enable"::equals);
    }

    static Path file(ShellSession session, Statement.Action asked, String name) throws CommandException {
        return session.files().readable(text(asked, name));
    }

    static KeyAlgorithm keyAlgorithm(Statement.Action asked) {
        return optional(asked, "key")
                .map(k -> KeyAlgorithm.valueOf(k.toUpperCase(Locale.ROOT)))
                .orElse(KeyAlgorithm.ECDSA);
    }

    /** @throws IllegalArgumentException for a part that no certificate can have, in the operator's words */
    static CertificateSubject subject(Statement.Action asked) {
        return new CertificateSubject(
                text(asked, "common-name"),
                text(asked, "organization"),
                several(asked, "organizational-unit", ";"),
                text(asked, "locality"),
                text(asked, "province"),
                text(asked, "country"),
                text(asked, "email"));
    }

    /** @throws IllegalArgumentException for a name that no certificate can have, in the operator's words */
    static SubjectNames alternativeNames(Statement.Action asked) {
        return new SubjectNames(several(asked, "dns", ","), several(asked, "user", ","));
    }

    private static List<String> several(Statement.Action asked, String name, String separator) {
        return Arrays.stream(text(asked, name).split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
