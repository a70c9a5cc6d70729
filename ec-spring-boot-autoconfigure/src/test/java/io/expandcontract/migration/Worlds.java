package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * The states that were visited, each with a number, in the order of the first visit. An
 * open hash table that keeps hash codes beside the numbers, since there are many.
 */
final class Worlds {

	private final List<World> worlds = new ArrayList<>();

	private long[] table = new long[1 << 16];

	/**
	 * Return the number of a state, which is new if it is the last.
	 * @param world the state
	 * @return its number
	 */
	int numberOf(World world) {
		int slot = slot(world);
		if (this.table[slot] != 0) {
			return number(this.table[slot]);
		}
		int number = this.worlds.size();
		this.worlds.add(world);
		this.table[slot] = ((long) world.hashCode() << 32) | (number + 1);
		if (number * 2 > this.table.length) {
			grow();
		}
		return number;
	}

	private static int number(long entry) {
		return (int) entry - 1;
	}

	private int slot(World world) {
		int hash = world.hashCode();
		int slot = hash & (this.table.length - 1);
		while (this.table[slot] != 0 && !((int) (this.table[slot] >>> 32) == hash
				&& this.worlds.get(number(this.table[slot])).equals(world))) {
			slot = (slot + 1) & (this.table.length - 1);
		}
		return slot;
	}

	private void grow() {
		long[] entries = this.table;
		this.table = new long[entries.length * 2];
		for (long entry : entries) {
			if (entry != 0) {
				int slot = (int) (entry >>> 32) & (this.table.length - 1);
				while (this.table[slot] != 0) {
					slot = (slot + 1) & (this.table.length - 1);
				}
				this.table[slot] = entry;
			}
		}
	}

	World get(int number) {
		return this.worlds.get(number);
	}

	int size() {
		return this.worlds.size();
	}

}
