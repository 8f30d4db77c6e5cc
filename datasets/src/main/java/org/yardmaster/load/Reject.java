package org.yardmaster.load;

/**
 * A row that was not imported.
 *
 * @param raw the row as found, for the reject file
 */
public record Reject(Place place, String problem, String raw) {}
