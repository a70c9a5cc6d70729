/**
 * Judges what a changeset does: in which phase it belongs, whom it would break, and how
 * the safe version looks. It reads the database and changes nothing.
 */
@NullMarked
package io.expandcontract.safety;

import org.jspecify.annotations.NullMarked;
