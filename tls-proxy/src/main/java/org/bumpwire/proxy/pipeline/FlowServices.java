package org.bumpwire.proxy.pipeline;

import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.flow.FlowTable;
import org.bumpwire.proxy.flow.ProxyStats;
import org.bumpwire.proxy.learn.CopyReception;
import org.bumpwire.proxy.learn.LearnedExclusions;
import org.bumpwire.proxy.leg.KeyMaterials;
import org.bumpwire.proxy.mint.CertificateMinter;
import org.bumpwire.proxy.verify.UpstreamVerifier;

/** What all flows share, whatever the configuration. */
public record FlowServices(
        FlowAccountant accountant,
        FlowTable table,
        ProxyStats stats,
        UpstreamVerifier verifier,
        CertificateMinter minter,
        KeyMaterials keyMaterials,
        ShownCertificates shownCertificates,
        UpstreamConnector connector,
        LearnedExclusions exclusions,
        CopyReception copyReception) {}
