/**
 * The safety rules: what a pending changeset would cost the application that runs, and
 * the version that costs nothing. It reads the database and changes nothing.
 */
@NullMarked
package io.expandcontract.check;

import org.jspecify.annotations.NullMarked;
