package org.bumpwire.config.model;

/**
 * How much the journals keep on disk.
 *
 * @param maxMegabytes for each journal
 * @param maxDays for each journal
 */
public record LogSettings(int maxMegabytes, int maxDays) {}
