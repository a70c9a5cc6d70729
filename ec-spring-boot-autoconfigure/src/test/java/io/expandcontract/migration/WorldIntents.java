package io.expandcontract.migration;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The intents in a {@link World}, settled by the very rule that settles them in a
 * database.
 */
final class WorldIntents {

	private static final Fact[] ALL = { Fact.ORPHAN_DONE, Fact.ORPHAN_INTENDED, Fact.RUN_INTENT };

	private final World world;

	WorldIntents(World world) {
		this.world = world;
	}

	/**
	 * Settle one thing, as whoever holds the migration lock may.
	 * @param recorded the fact that says what this settler wrote in its last step
	 * @return whether there was one
	 */
	boolean settleNext(Fact recorded) {
		Fact first = first();
		if (first == null) {
			return false;
		}
		if (settlement(first, this.world.is(recorded)) == Settlement.RECORD) {
			this.world.set(Fact.HISTORY, 1);
			this.world.set(recorded, 1);
		}
		else {
			this.world.set(first, 0);
			this.world.set(recorded, 0);
		}
		return true;
	}

	private Settlement settlement(Fact intent, boolean recorded) {
		boolean done = intent == Fact.ORPHAN_DONE || this.world.is(intent, 2);
		try {
			return Settlement.of(done ? Intent.State.DONE : Intent.State.INTENDED, recorded, () -> false);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable Fact first() {
		for (Fact intent : ALL) {
			if (this.world.is(intent)) {
				return intent;
			}
		}
		return null;
	}

	void clear() {
		for (Fact intent : ALL) {
			this.world.set(intent, 0);
		}
	}

	/**
	 * Leave the run's intent to whoever takes the migration lock next.
	 */
	void orphan() {
		Fact intent = Fact.RUN_INTENT;
		switch (this.world.get(intent)) {
			case 1 -> this.world.set(Fact.ORPHAN_INTENDED, 1);
			case 2 -> this.world.set(Fact.ORPHAN_DONE, 1);
			default -> {
			}
		}
		this.world.set(intent, 0);
	}

}
