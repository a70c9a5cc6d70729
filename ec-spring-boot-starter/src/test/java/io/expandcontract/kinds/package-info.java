/**
 * Applications of every kind that add the starter: each is booted, expands, sees the
 * gate, and contracts.
 */
@NullMarked
package io.expandcontract.kinds;

import org.jspecify.annotations.NullMarked;
