package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Recognises types of columns.
 */
final class TypeParser {

	private static final Map<String, List<String>> SECOND_WORDS = Map.of("DOUBLE", List.of("PRECISION"), "CHARACTER",
			List.of("VARYING", "LARGE"), "CHAR", List.of("VARYING"), "BIT", List.of("VARYING"), "BINARY",
			List.of("VARYING", "LARGE"), "LONG", List.of("VARCHAR", "VARBINARY"));

	private static final Set<String> MODIFIERS = Set.of("UNSIGNED", "SIGNED", "ZEROFILL", "BINARY", "ASCII", "UNICODE");

	private static final Set<String> FIELDS = Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");

	private final Cursor cursor;

	TypeParser(Cursor cursor) {
		this.cursor = cursor;
	}

	DataType parse() {
		String first = this.cursor.identifier().toLowerCase(Locale.ROOT);
		StringBuilder name = new StringBuilder(first);
		while (this.cursor.accept(".")) {
			name.append('.').append(this.cursor.identifier());
		}
		if (first.equals("national")) {
			name.append(' ').append(this.cursor.identifier().toLowerCase(Locale.ROOT));
		}
		for (String second : SECOND_WORDS.getOrDefault(first.toUpperCase(Locale.ROOT), List.of())) {
			if (this.cursor.accept(second)) {
				name.append(' ').append(second.toLowerCase(Locale.ROOT));
				if (second.equals("LARGE")) {
					this.cursor.expect("OBJECT");
					name.append(" object");
				}
			}
		}
		List<String> arguments = this.cursor.sees("(") ? arguments() : List.of();
		if (first.equals("interval")) {
			interval(name);
		}
		if (first.equals("timestamp") || first.equals("time")) {
			timeZone(name);
		}
		boolean array = this.cursor.accept("ARRAY");
		while (this.cursor.accept("[")) {
			array = true;
			if (!this.cursor.sees("]")) {
				this.cursor.value();
			}
			this.cursor.expect("]");
		}
		return new DataType(name.toString(), arguments, array, modifiers());
	}

	private void interval(StringBuilder name) {
		if (this.cursor.acceptAny(FIELDS)) {
			name.append(" field");
			if (this.cursor.accept("TO") && !this.cursor.acceptAny(FIELDS)) {
				throw this.cursor.unknown();
			}
		}
	}

	private List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		this.cursor.expect("(");
		do {
			boolean negative = this.cursor.accept("-");
			arguments.add((negative ? "-" : "") + this.cursor.value());
		}
		while (this.cursor.accept(","));
		if (!this.cursor.accept("CHAR")) {
			this.cursor.accept("BYTE");
		}
		this.cursor.expect(")");
		return arguments;
	}

	private void timeZone(StringBuilder name) {
		for (String word : List.of("WITH", "WITHOUT")) {
			if (this.cursor.accept(word, "TIME", "ZONE") || this.cursor.accept(word, "LOCAL", "TIME", "ZONE")) {
				name.append(' ').append(word.toLowerCase(Locale.ROOT)).append(" time zone");
			}
		}
	}

	private List<String> modifiers() {
		List<String> modifiers = new ArrayList<>();
		while (this.cursor.dialect().isMySqlFamily() && !this.cursor.atEnd()) {
			if (this.cursor.seesAny(MODIFIERS)) {
				modifiers.add(this.cursor.next().text().toLowerCase(Locale.ROOT));
			}
			else if (this.cursor.accept("CHARACTER", "SET") || this.cursor.accept("CHARSET")) {
				this.cursor.accept("=");
				modifiers.add("character set " + this.cursor.value().toLowerCase(Locale.ROOT));
			}
			else if (this.cursor.accept("COLLATE")) {
				this.cursor.accept("=");
				modifiers.add("collate " + this.cursor.value().toLowerCase(Locale.ROOT));
			}
			else {
				break;
			}
		}
		return modifiers;
	}

}
