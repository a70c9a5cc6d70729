package io.expandcontract.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.CreateDomain;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.DropObject;
import org.jspecify.annotations.Nullable;

/**
 * What the pending changesets so far do to each table.
 */
final class History {

	private static final String BASE = "\\bdomain\\s+\\S+\\s+(?:as\\s+)?(.+?)\\s*(?:\\b(?:check|not|null|constraint|default|collate)\\b.*|$)";

	private final Map<String, List<Effect>> effects = new HashMap<>();

	private final Set<String> dropped = new HashSet<>();

	private final Set<String> droppedConstraints = new HashSet<>();

	private final Map<String, String> domains = new HashMap<>();

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
		if (effect.operation() instanceof CreateDomain create && create.constrained()) {
			String text = (effect.statement() != null) ? effect.statement().text() : "";
			this.domains.put(create.domain().name().toLowerCase(Locale.ROOT), Texts.find(text, BASE, "…"));
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

	/**
	 * Return what a domain with a constraint, made before, is without it.
	 * @param type its name
	 * @return a type, or {@code null} if it is no such domain
	 */
	@Nullable String baseOfDomain(String type) {
		return this.domains.get(type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
	}

	boolean isConstraintDropped(Name table, String constraint) {
		return this.droppedConstraints.contains(table.name() + " " + constraint);
	}

	List<Effect> of(Name table) {
		return this.effects.getOrDefault(table.name(), List.of());
	}

}
