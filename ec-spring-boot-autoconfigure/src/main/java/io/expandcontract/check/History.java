package io.expandcontract.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Name;

/**
 * What the pending changesets so far do to each table.
 */
final class History {

	private final Map<String, List<Effect>> effects = new HashMap<>();

	void add(Effect effect) {
		Name table = effect.operation().table();
		if (table != null) {
			this.effects.computeIfAbsent(table.name(), (name) -> new ArrayList<>()).add(effect);
		}
	}

	List<Effect> of(Name table) {
		return this.effects.getOrDefault(table.name(), List.of());
	}

}
