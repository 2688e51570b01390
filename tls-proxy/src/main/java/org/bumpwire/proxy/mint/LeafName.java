package org.bumpwire.proxy.mint;

import org.bumpwire.proxy.crypto.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What makes a copy the right one; never a host name.
 *
 * @param upstream hash of the certificate that is copied
 * @param signer hash of the certificate that signs
 * @param trusted whether as a good certificate's copy
 */
record LeafName(Fingerprint upstream, Fingerprint signer, KeyType keyType, boolean trusted) {
    // Asked at each handshake; see Fingerprint.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LeafName that
                && keyType == that.keyType
                && trusted == that.trusted
                && upstream.equals(that.upstream)
                && signer.equals(that.signer);
    }

    @Override
    public int hashCode() {
        return upstream.hashCode();
    }
}
