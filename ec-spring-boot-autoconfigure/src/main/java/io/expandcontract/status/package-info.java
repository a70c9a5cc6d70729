/**
 * One snapshot of the state, rendered by endpoint, health, metrics and log.
 */
@NullMarked
package io.expandcontract.status;

import org.jspecify.annotations.NullMarked;
