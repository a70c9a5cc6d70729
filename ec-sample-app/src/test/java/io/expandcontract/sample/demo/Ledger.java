package io.expandcontract.sample.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every write that the application acknowledged, and so what a read must find. Writes to
 * one user are expected one after the other.
 */
class Ledger {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final LongAdder crossings = new LongAdder();

	private final LongAdder renames = new LongAdder();

	/**
	 * Note an acknowledged write.
	 * @param id the user's
	 * @param name the name that was written
	 * @param release which release acknowledged it
	 */
	void acknowledged(String id, String name, Release release) {
		Entry before = this.entries.put(id, new Entry(Set.of(name), release));
		if (before != null) {
			this.renames.increment();
			countCrossing(before, release);
		}
	}

	/**
	 * Note a write that failed, so that nobody knows whether it took effect.
	 * @param id the user's
	 * @param name the name that may have been written
	 */
	void unknown(String id, String name) {
		this.entries.computeIfPresent(id, (key, entry) -> entry.or(name));
	}

	/**
	 * Compare what was read with what was acknowledged.
	 * @param id the user's
	 * @param name the name that was read
	 * @param release which release answered
	 * @return whether it is what it has to be
	 */
	boolean confirms(String id, String name, Release release) {
		Entry entry = this.entries.get(id);
		if (entry == null) {
			return false;
		}
		countCrossing(entry, release);
		return entry.names().contains(name);
	}

	/**
	 * The users in the ledger.
	 * @return their ids
	 */
	List<String> ids() {
		return List.copyOf(this.entries.keySet());
	}

	/**
	 * How often a user was read or renamed through a release that had not written it
	 * last.
	 * @return a number of requests
	 */
	long crossings() {
		return this.crossings.sum();
	}

	/**
	 * How many renames were acknowledged.
	 * @return a number of requests
	 */
	long renames() {
		return this.renames.sum();
	}

	private void countCrossing(Entry entry, Release release) {
		if (entry.release() != release) {
			this.crossings.increment();
		}
	}

	private record Entry(Set<String> names, Release release) {

		Entry or(String name) {
			Set<String> both = new HashSet<>(this.names);
			both.add(name);
			return new Entry(Set.copyOf(both), this.release);
		}

	}

}
