package io.expandcontract.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.DropObject;

/**
 * What the pending changesets so far do to each table.
 */
final class History {

	private final Map<String, List<Effect>> effects = new HashMap<>();

	private final Set<String> dropped = new HashSet<>();

	private final Set<String> droppedConstraints = new HashSet<>();

	void add(Effect effect) {
		if (effect.operation() instanceof DropObject drop) {
			this.dropped.add(drop.object().name());
		}
		if (effect.operation() instanceof DropIndex drop) {
			this.dropped.add(drop.index().name());
		}
		if (effect.operation() instanceof DropConstraint drop) {
			this.droppedConstraints.add(drop.table().name() + " " + drop.constraint());
		}
		Name table = effect.operation().table();
		if (table != null) {
			this.effects.computeIfAbsent(table.name(), (name) -> new ArrayList<>()).add(effect);
		}
	}

	/**
	 * Return whether something was dropped before.
	 * @param description what the server calls it, its name among other words
	 * @return {@code true} if its name is among those that were dropped
	 */
	boolean isDropped(String description) {
		List<String> words = List.of(description.split("[ .]"));
		return this.dropped.stream().anyMatch(words::contains);
	}

	boolean isConstraintDropped(Name table, String constraint) {
		return this.droppedConstraints.contains(table.name() + " " + constraint);
	}

	List<Effect> of(Name table) {
		return this.effects.getOrDefault(table.name(), List.of());
	}

}
