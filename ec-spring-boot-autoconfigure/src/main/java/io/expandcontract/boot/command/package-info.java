/**
 * Commands on the application's own jar: one look or one run, without starting the
 * application.
 */
@NullMarked
package io.expandcontract.boot.command;

import org.jspecify.annotations.NullMarked;
