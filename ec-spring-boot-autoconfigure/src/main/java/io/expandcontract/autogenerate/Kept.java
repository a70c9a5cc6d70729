package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the changelog makes and no entity maps on purpose.
 *
 * @param patterns names of tables, sequences and types, or a table's and a column's with
 * a point between, in which {@code *} stands for anything
 */
record Kept(List<String> patterns) {

	/** Tables that well-known libraries use without an entity. */
	private static final List<String> LIBRARIES = List.of("batch_*", "spring_session*", "qrtz_*", "shedlock",
			"scheduled_tasks", "event_publication*", "int_*", "oauth2_*", "acl_*", "persistent_logins",
			"flyway_schema_history");

	boolean contains(Difference difference) {
		if (difference instanceof Difference.TableRemoved removed) {
			return matches(removed.table().name());
		}
		if (difference instanceof Difference.SequenceRemoved removed) {
			return matches(removed.sequence().name());
		}
		if (difference instanceof Difference.EnumRemoved removed) {
			return matches(removed.type().name());
		}
		return difference instanceof Difference.ColumnRemoved removed
				&& matches(removed.table().name() + "." + removed.column().name());
	}

	private boolean matches(String name) {
		return Stream.concat(LIBRARIES.stream(), this.patterns.stream())
			.map((pattern) -> pattern.strip().toLowerCase(Locale.ROOT).replace(".", "\\.").replace("*", ".*"))
			.anyMatch(name.toLowerCase(Locale.ROOT)::matches);
	}

}
