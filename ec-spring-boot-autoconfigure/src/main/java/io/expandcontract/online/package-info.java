/**
 * DDL that does not make the application wait: each statement in its safe form, under the
 * timeouts of its class, tried again when it had to give way.
 */
@NullMarked
package io.expandcontract.online;

import org.jspecify.annotations.NullMarked;
