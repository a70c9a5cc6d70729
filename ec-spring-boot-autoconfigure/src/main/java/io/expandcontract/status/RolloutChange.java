package io.expandcontract.status;

import org.jspecify.annotations.Nullable;

/**
 * An application event: the rollout has come to another state.
 *
 * @param before the state before, or {@code null} if this is the first
 * @param after the state now
 */
public record RolloutChange(@Nullable RolloutState before, RolloutState after) {
}
