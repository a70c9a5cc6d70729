/**
 * From the changed entities to expand, migrate and contract changelogs: reads two
 * catalogs of the same engine, tells their differences, decides each, and writes files.
 */
@NullMarked
package io.expandcontract.autogenerate;

import org.jspecify.annotations.NullMarked;
