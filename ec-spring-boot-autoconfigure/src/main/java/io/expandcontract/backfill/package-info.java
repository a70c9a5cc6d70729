/**
 * Data that moves in small batches while everything serves.
 */
@NullMarked
package io.expandcontract.backfill;

import org.jspecify.annotations.NullMarked;
