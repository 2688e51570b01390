package org.bumpwire.config.check;

import java.time.Clock;
import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;

/** Everything that is checked at commit beyond types and references. */
public final class Rules {
    /** The guide's number, in chapter 7. */
    private static final int MOST_CERTIFICATES = 1_000;

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    public static Rules all(Clock clock) {
        return new Rules(List.of(
                new AdministratorRemains(),
                new RolesRestOnOthers(),
                new RemoteLoginAnswers(),
                new DistinctListeners(),
                new DistinctPositions(),
                new DistinctPolicyNames(),
                new DistinctDetectionPorts(),
                new DistinctServerPolicies(),
                new DistinctSigners(),
                new SigningCertificatesAreCas(),
                new ServersCertificatesSign(),
                new ContiguousProtocols(),
                new SslWithEveryTls(),
                new SuiteForEveryProtocol(),
                new SuitesFitCertificates(),
                new ClientProxiesKeepRsa(),
                new CertificateLimit(MOST_CERTIFICATES),
                new ServersKeepToOneKeyType(),
                new ModernProtocols(),
                new SixtyFourBitBlocks(),
                new ForwardSecrecy(),
                new ValidCertificates(clock)));
    }

    public void check(ApplianceConfig config, Problems problems) {
        rules.forEach(rule -> rule.check(config, problems));
    }
}
