package io.expandcontract.autogenerate;

/**
 * A sequence that belongs to no column.
 *
 * @param name its name
 * @param start its first value
 * @param increment the step between two values
 */
record Sequence(String name, long start, long increment) {
}
