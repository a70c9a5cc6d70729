/**
 * The runs: boot, expand, migrate and contract, under the migration lock.
 */
@NullMarked
package io.expandcontract.migration;

import org.jspecify.annotations.NullMarked;
