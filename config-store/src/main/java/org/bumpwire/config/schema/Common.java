package org.bumpwire.config.schema;

import org.bumpwire.config.type.CidrType;
import org.bumpwire.config.type.NameType;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.WordType;

/** Types and leaves that several contexts share. */
final class Common {
    static final int LONGEST_NAME = 128;

    static final NameType OBJECT_NAME = NameType.of(LONGEST_NAME);

    /** The words after {@code sslinsp server} that are no names. */
    static final NameType SERVER_NAME = OBJECT_NAME.refusing("enable", "disable");

    static final NameType CERTIFICATE_NAME = NameType.withDots(LONGEST_NAME);
    static final NameType CA_NAME = NameType.of(LONGEST_NAME).refusing("ca");
    static final NameType TRUST_STORE_NAME = NameType.of(64);
    static final WordType<Boolean> TOGGLE = WordType.toggle();
    static final CidrType CIDR = new CidrType();

    static final ReferenceType CERTIFICATE = ReferenceType.to("certificates certificate", CERTIFICATE_NAME);
    static final ReferenceType SERVER = ReferenceType.to("sslinsp server", SERVER_NAME);
    static final ReferenceType TRUST_STORE = ReferenceType.to("sslinsp trust-store", TRUST_STORE_NAME);

    private Common() {}

    static LeafNode<String> description() {
        return LeafNode.of("description", TextType.upTo(512), "What it is for, in your words");
    }

    static LeafNode<Boolean> toggle(String keyword, String defaultWord, String help) {
        return LeafNode.of(keyword, TOGGLE, help).defaultsTo(defaultWord);
    }

    static ReferenceType reference(String target) {
        return ReferenceType.to(target, OBJECT_NAME);
    }
}
