package org.bumpwire.config.schema;

/**
 * All that can be configured.
 *
 * <p>To add a leaf, declare it as a constant of type {@link LeafNode} in the class of its context and name it in that
 * context's {@link ContextNode}, at the place where {@code display} shall show it. Parser, printer, completion,
 * {@code ?}, the reference page and the check of references then know it. What the device makes of it is one line in
 * {@code config.compile}, which reads the constant with its type. To add a context, write a class like those here and
 * name its node below.
 */
public final class Schema {
    private static final ContextNode DEVICE = ContextNode.single(
            "",
            "The device",
            GeneralContext.NODE,
            AccessContext.NODE,
            SegmentContext.NODE,
            VirtualSegmentContext.NODE,
            CertificatesContext.NODE,
            SslInspectionContext.NODE,
            IpsContext.NODE,
            LogContext.NODE,
            AssertContext.NODE);

    private Schema() {}

    /** The root, in which every other context is. */
    public static ContextNode device() {
        return DEVICE;
    }
}
