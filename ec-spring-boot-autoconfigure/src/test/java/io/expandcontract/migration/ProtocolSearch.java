package io.expandcontract.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.expandcontract.migration.Scenario.Feature;
import org.jspecify.annotations.Nullable;

/**
 * Visits every state that the protocol can come to, breadth first, so that the way to a
 * violation is a shortest one.
 */
final class ProtocolSearch {

	private final Scenario scenario;

	private final OldInstance old;

	private final NewInstance fresh;

	private final Contractor contractor;

	private final Outside outside;

	private final Map<Object, Object> values = new HashMap<>();

	private final Worlds worlds = new Worlds();

	private final List<String> names = new ArrayList<>();

	private final Numbers origins = new Numbers();

	private final Numbers sources = new Numbers();

	private final Numbers targets = new Numbers();

	ProtocolSearch(Scenario scenario) {
		this.scenario = scenario;
		this.old = new OldInstance(scenario);
		this.fresh = new NewInstance(scenario);
		this.contractor = new Contractor(scenario);
		this.outside = new Outside(scenario, this.old, this.contractor);
	}

	/**
	 * Search until a violation is found or nothing is left.
	 * @param wanted the kind to find, or {@code null} for any
	 * @return the violation, or {@code null} if there is none
	 */
	@Nullable Found find(@Nullable Violation wanted) {
		World initial = World.initial(this.scenario.has(Feature.EXPAND));
		visit(initial, initial, "begin", -1);
		for (int number = 0; number < this.worlds.size(); number++) {
			World world = this.worlds.get(number);
			Step step = new Step(world, number);
			this.old.moves(world, step);
			this.fresh.moves(world, step);
			this.contractor.moves(world, step);
			this.outside.moves(world, step);
			if (step.found != null && (wanted == null || step.found.violation() == wanted)) {
				return step.found;
			}
		}
		return null;
	}

	private int visit(World world, World from, String name, int origin) {
		world.intern(this.values, from);
		int known = this.worlds.size();
		int number = this.worlds.numberOf(world);
		if (number == known) {
			this.names.add((String) this.values.computeIfAbsent(name, (key) -> key));
			this.origins.add(origin);
		}
		return number;
	}

	/**
	 * Return how many states were visited.
	 * @return their number
	 */
	int states() {
		return this.worlds.size();
	}

	/**
	 * Return a state from which, without anything adverse, no such state is reached.
	 * @param goal what must remain in reach
	 * @return the way to that state, or {@code null} if there is none
	 */
	@Nullable List<String> stuck(Predicate<World> goal) {
		int[] first = new int[this.worlds.size()];
		Arrays.fill(first, -1);
		int[] next = new int[this.sources.size()];
		for (int edge = 0; edge < next.length; edge++) {
			next[edge] = first[this.targets.get(edge)];
			first[this.targets.get(edge)] = edge;
		}
		BitSet good = new BitSet();
		ArrayDeque<Integer> left = new ArrayDeque<>();
		for (int number = 0; number < this.worlds.size(); number++) {
			if (goal.test(this.worlds.get(number))) {
				good.set(number);
				left.add(number);
			}
		}
		while (!left.isEmpty()) {
			for (int edge = first[left.remove()]; edge >= 0; edge = next[edge]) {
				int source = this.sources.get(edge);
				if (!good.get(source)) {
					good.set(source);
					left.add(source);
				}
			}
		}
		int bad = good.nextClearBit(0);
		return (bad < this.worlds.size()) ? way(bad) : null;
	}

	private List<String> way(int end) {
		List<String> way = new ArrayList<>();
		for (int number = end; number >= 0; number = this.origins.get(number)) {
			way.add(this.names.get(number));
		}
		Collections.reverse(way);
		way.add(this.worlds.get(end).toString());
		return way;
	}

	/**
	 * A violation.
	 *
	 * @param violation what happened
	 * @param way what led to it
	 */
	record Found(Violation violation, List<String> way) {
	}

	private final class Step extends Moves {

		private final World from;

		private final int number;

		private @Nullable Found found;

		Step(World from, int number) {
			this.from = from;
			this.number = number;
		}

		@Override
		void add(String name, boolean adverse, Consumer<World> change) {
			World to = this.from.copy();
			change.accept(to);
			Violation violation = takeViolation();
			if (violation != null) {
				List<String> way = way(this.number);
				way.add(name);
				this.found = new Found(violation, way);
				return;
			}
			int target = visit(to, this.from, name, this.number);
			if (!adverse && target != this.number) {
				ProtocolSearch.this.sources.add(this.number);
				ProtocolSearch.this.targets.add(target);
			}
		}

	}

}
