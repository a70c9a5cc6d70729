package io.expandcontract.migration;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Takes the moves that are possible in a {@link World}.
 */
abstract class Moves {

	private @Nullable Violation violation;

	/**
	 * Add a move that happens by itself, sooner or later.
	 * @param name what happens
	 * @param change what it changes
	 */
	final void add(String name, Consumer<World> change) {
		add(name, false, change);
	}

	/**
	 * Add a move that may happen but need not, such as a crash.
	 * @param name what happens
	 * @param change what it changes
	 */
	final void adverse(String name, Consumer<World> change) {
		add(name, true, change);
	}

	/**
	 * Say, while a move is made, that it shows what must not be.
	 * @param found what must not be
	 */
	final void violate(Violation found) {
		this.violation = found;
	}

	final @Nullable Violation takeViolation() {
		Violation found = this.violation;
		this.violation = null;
		return found;
	}

	abstract void add(String name, boolean adverse, Consumer<World> change);

}
