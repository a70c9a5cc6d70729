package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import org.jspecify.annotations.Nullable;

/**
 * One reason why contract changesets may not run.
 *
 * @param code the kind of reason
 * @param instance the instance that blocks, if one does
 * @param changeSets the changesets that it blocks
 * @param message what is wrong
 * @param remedy what to do
 */
public record Blocker(BlockerCode code, @Nullable Instance instance, List<ChangeSetKey> changeSets, String message,
		String remedy) {
}
