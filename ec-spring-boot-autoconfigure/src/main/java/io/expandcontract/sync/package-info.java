/**
 * Columns of two releases kept in step by triggers, as a changeset declares them.
 */
@NullMarked
package io.expandcontract.sync;

import org.jspecify.annotations.NullMarked;
