package org.bumpwire.config.compile;

import java.util.List;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigTree;

/**
 * Makes of a tree what the device means by it. What cannot be meant, because something is missing, is a problem and left
 * out; so the result of a tree with problems is what is sound in it.
 *
 * <p>Safe for use by many threads.
 */
public final class TreeCompiler {
    private final Vault vault;
    private final Certificates certificates;
    private final DomainLists domainLists;

    public TreeCompiler(Vault vault) {
        this.vault = vault;
        this.certificates = new Certificates(vault);
        this.domainLists = new DomainLists(vault);
    }

    /** Compiles what is in force in a tree whose revision has, or will have, that number; 0 for none. */
    public ApplianceConfig compile(ConfigTree whole, long revision, Problems problems) {
        ConfigTree tree = whole.active();
        new Completeness(tree, problems).check();
        Scope root = Scope.root(tree);
        CertificateTable certificateTable = certificates.read(root, problems);
        InspectionCompiler inspection = new InspectionCompiler(root, certificateTable, domainLists, problems);
        IpsCompiler ips = new IpsCompiler(root);
        Access access = new AccessCompiler(root, certificateTable.cas()).access();
        new SealedSecrets(vault, problems).check(access);
        return new ApplianceConfig(
                revision,
                DeviceCompiler.general(root),
                access,
                TrafficCompiler.segments(root),
                TrafficCompiler.virtualSegments(root, inspection.profiles(), ips.profiles()),
                inspection.sslInspection(),
                List.copyOf(ips.profiles().values()),
                certificateTable.identities(),
                DeviceCompiler.log(root));
    }
}
