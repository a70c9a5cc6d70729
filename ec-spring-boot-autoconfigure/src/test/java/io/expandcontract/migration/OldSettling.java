package io.expandcontract.migration;

/**
 * How the old instance, while it stands aside in its boot, settles what dead runs left.
 */
final class OldSettling {

	private static final int CANNOT = 2;

	private final World world;

	OldSettling(World world) {
		this.world = world;
	}

	/**
	 * Take the moves that are possible now.
	 * @param moves takes them
	 * @return whether the instance is busy with settling
	 */
	boolean moves(Moves moves) {
		if (this.world.is(Fact.OLD_SETTLES, 1)) {
			if (this.world.isIntended()) {
				moves.add("old: settles", (to) -> new WorldIntents(to).settleNext(Fact.OLD_RECORDED));
			}
			else {
				moves.add("old: has settled", (to) -> {
					to.set(Fact.OLD_SETTLES, 0);
					to.unlock(World.HELD_BY_OLD);
				});
			}
			return true;
		}
		if (this.world.is(Fact.OLD_STAGE, OldInstance.FIRST_LOOK) && this.world.admission().isPolling()
				&& this.world.is(Fact.OLD_SETTLES, 0) && this.world.is(Fact.LOCK, 0) && this.world.isIntended()) {
			moves.add("old: takes the lock to settle", (to) -> {
				to.set(Fact.OLD_SETTLES, 1);
				to.set(Fact.LOCK, World.HELD_BY_OLD);
			});
		}
		return false;
	}

	void pausedMoves(Moves moves) {
		if (this.world.is(Fact.OLD_SETTLES, 1)) {
			moves.add("old: its migration session ends by itself", (to) -> new OldSettling(to).lose());
		}
	}

	/**
	 * Lose the migration connection, if the instance still has it.
	 */
	void lose() {
		if (this.world.is(Fact.OLD_STAGE, OldInstance.FIRST_LOOK)) {
			this.world.set(Fact.OLD_SETTLES, CANNOT);
			this.world.set(Fact.OLD_RECORDED, 0);
			this.world.unlock(World.HELD_BY_OLD);
		}
	}

	/**
	 * Go on without the migration connection, as after the boot.
	 */
	void end() {
		this.world.set(Fact.OLD_SETTLES, 0);
	}

}
