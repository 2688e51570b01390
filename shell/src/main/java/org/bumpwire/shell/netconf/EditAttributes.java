package org.bumpwire.shell.netconf;

import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.type.ValueException;

/** What the attributes of an edit's elements say. */
final class EditAttributes {
    /** Where a value of a list goes whose order counts. */
    static final String INSERT = "insert";
    /** The value beside which it goes. */
    static final String VALUE = "value";

    private static final String OPERATION = "operation";
    private static final String XML = "{http://www.w3.org/XML/1998/namespace}";
    private static final Set<String> KNOWN = Set.of(
            XmlElement.key(Names.BASE, OPERATION),
            XmlElement.key(Names.CONFIGURATION, ConfigXml.INACTIVE),
            XmlElement.key(Names.CONFIGURATION, ConfigXml.NOTE));
    private static final Set<String> KNOWN_IN_ORDER =
            Set.of(XmlElement.key(Names.YANG, INSERT), XmlElement.key(Names.YANG, VALUE));

    private EditAttributes() {}

    /**
     * What is to be done with an element's data.
     *
     * @param inherited what was to be done around it
     * @param inOrder whether it may say where it goes
     */
    static EditOperation operation(XmlElement element, EditOperation inherited, boolean inOrder) throws RpcException {
        requireKnown(element, inOrder);
        Optional<String> word = element.attribute(Names.BASE, OPERATION);
        if (word.isEmpty()) {
            return inherited;
        }
        return EditOperation.of(word.get())
                .filter(o -> o != EditOperation.NONE)
                .orElseThrow(() -> bad(element, OPERATION, "must be merge, replace, create, delete or remove"));
    }

    /** Takes over the attributes that are of the configuration, where an element has them. */
    static ConfigTree remark(ConfigTree tree, Target target, XmlElement element) throws RpcException {
        ConfigTree remarked = tree;
        Optional<String> inactive = element.attribute(Names.CONFIGURATION, ConfigXml.INACTIVE);
        if (inactive.isPresent()) {
            String word = inactive.get();
            if (!word.equals("true") && !word.equals("false")) {
                throw bad(element, ConfigXml.INACTIVE, "must be true or false");
            }
            remarked = remarked.marked(target, word.equals("true"));
        }
        Optional<String> note = element.attribute(Names.CONFIGURATION, ConfigXml.NOTE);
        try {
            return note.isPresent() ? remarked.noted(target, Annotation.checked(note.get())) : remarked;
        } catch (ValueException e) {
            throw bad(element, ConfigXml.NOTE, String.valueOf(e.getMessage()));
        }
    }

    /** An attribute that means nothing here would be lost without a word. */
    private static void requireKnown(XmlElement element, boolean inOrder) throws RpcException {
        for (String attribute : element.attributes().keySet()) {
            boolean known = KNOWN.contains(attribute)
                    || attribute.startsWith(XML)
                    || (inOrder && KNOWN_IN_ORDER.contains(attribute));
            if (!known) {
                throw new RpcException(RpcError.application(
                                RpcError.Tag.UNKNOWN_ATTRIBUTE,
                                "Attribute '%s' is not known here; those of the configuration are in the namespace %s"
                                        .formatted(attribute, Names.CONFIGURATION))
                        .info("bad-attribute", attribute.substring(attribute.indexOf('}') + 1))
                        .info("bad-element", element.name()));
            }
        }
    }

    static RpcException bad(XmlElement element, String attribute, String why) {
        return new RpcException(
                RpcError.application(RpcError.Tag.BAD_ATTRIBUTE, "Attribute '%s' %s".formatted(attribute, why))
                        .info("bad-attribute", attribute)
                        .info("bad-element", element.name()));
    }
}
