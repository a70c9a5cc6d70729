package io.expandcontract.safety;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the values of a column that gets another type.
 */
final class TypeChange {

	private static final Map<String, String> ALIASES = Map.ofEntries(Map.entry("int2", "smallint"),
			Map.entry("smallserial", "smallint"), Map.entry("int", "integer"), Map.entry("int4", "integer"),
			Map.entry("serial", "integer"), Map.entry("mediumint", "mediumint"), Map.entry("int8", "bigint"),
			Map.entry("bigserial", "bigint"), Map.entry("character varying", "varchar"),
			Map.entry("char varying", "varchar"), Map.entry("character", "char"), Map.entry("bpchar", "char"),
			Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"), Map.entry("float4", "real"),
			Map.entry("float8", "double precision"), Map.entry("double", "double precision"),
			Map.entry("bool", "boolean"), Map.entry("timestamptz", "timestamp with time zone"),
			Map.entry("timestamp without time zone", "timestamp"), Map.entry("timetz", "time with time zone"),
			Map.entry("time without time zone", "time"), Map.entry("character large object", "clob"),
			Map.entry("binary varying", "varbinary"), Map.entry("binary large object", "blob"));

	private static final List<List<String>> LADDERS = List.of(
			List.of("tinyint", "smallint", "mediumint", "integer", "bigint"), List.of("real", "double precision"),
			List.of("tinytext", "text", "mediumtext", "longtext"),
			List.of("tinyblob", "blob", "mediumblob", "longblob"));

	private static final List<String> WITH_LENGTH = List.of("varchar", "varbinary", "nvarchar", "varbit",
			"bit varying");

	private static final List<String> WITH_FRACTION = List.of("timestamp", "timestamp with time zone", "time",
			"time with time zone", "datetime");

	private final Dialect dialect;

	TypeChange(Dialect dialect) {
		this.dialect = dialect;
	}

	PhaseRule judge(@Nullable DataType from, @Nullable DataType to) {
		if (from == null || to == null || from.array() != to.array()) {
			return PhaseRule.UNCLEAR_TYPE;
		}
		DataType before = canonical(from);
		DataType after = canonical(to);
		if (before.equals(after)) {
			return isListed(before) && before.arguments().isEmpty() ? PhaseRule.UNCLEAR_TYPE : PhaseRule.SAME_TYPE;
		}
		if (isListed(before) && before.name().equals(after.name()) && before.modifiers().equals(after.modifiers())) {
			return listed(before.arguments(), after.arguments());
		}
		if (!before.modifiers().equals(after.modifiers()) || !isKnown(before) || !isKnown(after)) {
			return PhaseRule.UNCLEAR_TYPE;
		}
		if (fits(before, after)) {
			return PhaseRule.WIDEN_TYPE;
		}
		return fits(after, before) || isSameKind(before, after) ? PhaseRule.NARROW_TYPE : PhaseRule.OTHER_TYPE;
	}

	private static boolean isListed(DataType type) {
		return type.name().equals("enum") || type.name().equals("set");
	}

	/**
	 * Values are stored by their position.
	 */
	private static PhaseRule listed(List<String> before, List<String> after) {
		if (before.isEmpty() || after.isEmpty()) {
			return PhaseRule.UNCLEAR_TYPE;
		}
		if (after.size() > before.size() && after.subList(0, before.size()).equals(before)) {
			return PhaseRule.ADD_ENUM_VALUE;
		}
		return before.containsAll(after) ? PhaseRule.REMOVE_ENUM_VALUES : PhaseRule.INSERT_ENUM_VALUE;
	}

	private static boolean isSameKind(DataType before, DataType after) {
		return before.name().equals(after.name()) || (isText(before) && isText(after)) || LADDERS.stream()
			.anyMatch((ladder) -> ladder.contains(before.name()) && ladder.contains(after.name()));
	}

	private static boolean isKnown(DataType type) {
		return ALIASES.containsValue(type.name()) || WITH_LENGTH.contains(type.name())
				|| WITH_FRACTION.contains(type.name())
				|| List.of("text", "date", "uuid", "json", "jsonb", "bytea").contains(type.name())
				|| LADDERS.stream().anyMatch((ladder) -> ladder.contains(type.name()));
	}

	private boolean fits(DataType before, DataType after) {
		for (List<String> ladder : LADDERS) {
			int from = ladder.indexOf(before.name());
			int to = ladder.indexOf(after.name());
			if (from >= 0 && to >= 0) {
				return from <= to;
			}
		}
		if (before.name().equals("varchar") && isUnbounded(after)) {
			return true;
		}
		if (!before.name().equals(after.name())) {
			return false;
		}
		if (WITH_LENGTH.contains(before.name())) {
			return length(before, Long.MAX_VALUE) <= length(after, Long.MAX_VALUE);
		}
		if (WITH_FRACTION.contains(before.name())) {
			long full = this.dialect.isMySqlFamily() ? 0 : 6;
			return length(before, full) <= length(after, full);
		}
		return before.name().equals("numeric") && numberFits(before, after);
	}

	private static boolean numberFits(DataType before, DataType after) {
		if (after.arguments().isEmpty() || before.arguments().isEmpty()) {
			return after.arguments().isEmpty();
		}
		long scale = number(before, 1, 0);
		long newScale = number(after, 1, 0);
		return newScale >= scale && length(after, 0) - newScale >= length(before, 0) - scale;
	}

	private boolean isUnbounded(DataType type) {
		return type.name().equals("text") || type.name().equals("longtext") || type.name().equals("mediumtext")
				|| (type.name().equals("clob") && this.dialect == Dialect.H2)
				|| (type.name().equals("varchar") && type.arguments().isEmpty());
	}

	private static boolean isText(DataType type) {
		return type.name().endsWith("text") || type.name().equals("varchar") || type.name().equals("char")
				|| type.name().equals("clob");
	}

	private static long length(DataType type, long unset) {
		return number(type, 0, unset);
	}

	private static long number(DataType type, int index, long unset) {
		if (index >= type.arguments().size()) {
			return unset;
		}
		try {
			return Long.parseLong(type.arguments().get(index));
		}
		catch (NumberFormatException ex) {
			return unset;
		}
	}

	private DataType canonical(DataType type) {
		String lower = type.name().toLowerCase(Locale.ROOT);
		String name = lower.startsWith("pg_catalog.") ? lower.substring(11) : lower;
		String canonical = ALIASES.getOrDefault(name, name);
		boolean displayWidth = this.dialect.isMySqlFamily() && LADDERS.get(0).contains(canonical);
		List<String> arguments = displayWidth ? List.of() : type.arguments();
		if (canonical.equals("numeric") && arguments.isEmpty() && this.dialect != Dialect.POSTGRESQL) {
			arguments = List.of(this.dialect.isMySqlFamily() ? "10" : "100000");
		}
		if (canonical.equals("numeric") && arguments.size() == 1) {
			arguments = List.of(arguments.get(0), "0");
		}
		if (WITH_FRACTION.contains(canonical) && arguments.isEmpty()) {
			arguments = List.of(this.dialect.isMySqlFamily() ? "0" : "6");
		}
		return new DataType(canonical, arguments, type.array(),
				type.modifiers().stream().filter((modifier) -> !modifier.equals("signed")).sorted().toList());
	}

}
