package io.expandcontract.backfill;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the application adds to the engine.
 *
 * @param throttles say when data shall not move
 * @param functions finds the bean that a changeset names
 */
public record BackfillExtensions(List<BackfillThrottle> throttles,
		Function<String, @Nullable BackfillFunction> functions) {

	/** Nothing. */
	public static final BackfillExtensions NONE = new BackfillExtensions(List.of(), (name) -> null);

}
