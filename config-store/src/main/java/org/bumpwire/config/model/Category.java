package org.bumpwire.config.model;

/** Domains under one name that decryption policies may exempt together (guide, chapter 6). */
public record Category(String name, String description, DomainList domains) {}
