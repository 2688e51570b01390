package org.bumpwire.shell.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which certificates leave the device. */
enum ExportFormat {
    PEM("Text that nearly everything takes, with the chain"),
    DER("The certificate alone, in binary"),
    PKCS12("A key store with a password, with the chain"),
    JKS("A key store of old Java programs, with a password, with the chain");

    private final String help;

    ExportFormat(String help) {
        this.help = help;
    }

    String help() {
        return help;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isKeyStore() {
        return this == PKCS12 || this == JKS;
    }

    static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
