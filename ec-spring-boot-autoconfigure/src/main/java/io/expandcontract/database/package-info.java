/**
 * The database beneath: one strategy per engine, the starter's own tables, and
 * connections that belong to nobody else.
 */
@NullMarked
package io.expandcontract.database;

import org.jspecify.annotations.NullMarked;
