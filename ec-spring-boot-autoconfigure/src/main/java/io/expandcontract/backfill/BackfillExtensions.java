package io.expandcontract.backfill;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the application adds to the engine.
 *
 * @param throttles say when data shall not move
 * @param functions finds the bean that a changeset names
 */
public record BackfillExtensions(List<BackfillThrottle> throttles, Functions functions) {

	/** Nothing. */
	public static final BackfillExtensions NONE = new BackfillExtensions(List.of(), (name) -> null);

	/**
	 * Finds beans.
	 */
	@FunctionalInterface
	public interface Functions {

		/**
		 * Find a bean.
		 * @param name its name
		 * @return the bean, or {@code null} if there is none of that name and type
		 */
		@Nullable BackfillFunction find(String name);

	}

}
