package org.bumpwire.proxy.mint;

/**
 * What makes a copy the right one; never a host name.
 *
 * @param upstream hash of the certificate that is copied
 * @param signer hash of the certificate that signs
 * @param trusted whether as a good certificate's copy
 */
record LeafName(String upstream, String signer, KeyType keyType, boolean trusted) {}
