/**
 * Recognises SQL statements that change a schema: what each does to which table, for
 * PostgreSQL, MySQL, MariaDB and H2. A statement counts as recognised only if every word
 * of it is known here; all else is {@link io.expandcontract.sql.Operation.Unknown}. It
 * runs in linear time and without recursion, whatever the text.
 */
@NullMarked
package io.expandcontract.sql;

import org.jspecify.annotations.NullMarked;
