package org.bumpwire.config.pki;

/**
 * One of several certificates with private keys in a file.
 *
 * @param alias by which the file tells it apart, fit for a name; its number where it has none
 */
public record AliasedCertificate(String alias, KeyedCertificate certificate) {}
