package io.expandcontract.autogenerate;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a check says that allows one column a list or a range of values and nothing else,
 * as Hibernate writes it for enumerations and discriminators.
 *
 * @param column the column
 * @param values the values it may have, texts without quotes; for a range its two ends
 * @param range whether everything between two numbers is allowed
 */
record CheckValues(String column, Set<String> values, boolean range) {

	private static final Pattern NUMBER = Pattern.compile("-?\\d+");

	private static final Pattern NAME = Pattern.compile("^[\\s(]*[`\"]?([\\w$]+)[`\"]?\\)?(?:::[a-z ]+\\)?)?\\s*(.*)$",
			Pattern.DOTALL);

	private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'(?:::[a-z ]+)?\\)?(?:::[a-z ]+)?");

	private static final String LIST = "(?i)(?:=\\s*any\\s*\\(+\\s*array\\s*\\[|in\\s*\\()[\\s,?()\\]]*(?:::[a-z ]+(?:\\[\\])?[\\s)]*)*";

	private static final Pattern RANGE = Pattern.compile("(?i)^between\\s+(-?\\d+)\\s+and\\s+(-?\\d+)\\s*\\)*$|"
			+ "^>=\\s*(-?\\d+)\\)\\s*and\\s*\\(\\s*[`\"]?[\\w$]+[`\"]?\\s*<=\\s*(-?\\d+)\\s*\\)*$");

	/**
	 * Read a check's condition.
	 * @param expression the condition in the database's own words
	 * @return what it allows, or {@code null} if it says anything else
	 */
	static @Nullable CheckValues of(String expression) {
		Matcher name = NAME.matcher(expression.strip());
		if (!name.matches()) {
			return null;
		}
		String rest = name.group(2);
		Matcher range = RANGE.matcher(rest);
		if (range.matches()) {
			boolean between = range.group(1) != null;
			return new CheckValues(name.group(1), Set.of(range.group(between ? 1 : 3), range.group(between ? 2 : 4)),
					true);
		}
		Set<String> values = new TreeSet<>();
		Matcher text = TEXT.matcher(rest);
		StringBuilder frame = new StringBuilder();
		while (text.find()) {
			values.add(text.group(1).replace("''", "'"));
			text.appendReplacement(frame, "?");
		}
		text.appendTail(frame);
		if (!values.isEmpty()) {
			String one = frame.toString().strip();
			return (one.matches(LIST) || one.matches("=\\s*\\?[\\s)]*")) ? new CheckValues(name.group(1), values, false)
					: null;
		}
		return numbers(name.group(1), rest);
	}

	private static @Nullable CheckValues numbers(String column, String rest) {
		Matcher list = Pattern.compile("(?i)^(?:in\\s*\\(|=\\s*any\\s*\\(array\\[)([-\\d,\\s]+)[\\s)\\]]*$")
			.matcher(rest);
		return list.matches()
				? new CheckValues(column, new TreeSet<>(Set.of(list.group(1).strip().split("\\s*,\\s*"))), false)
				: null;
	}

	/**
	 * Return whether this allows everything that another check of the same column does.
	 */
	boolean allows(CheckValues other) {
		if (this.range && other.range) {
			return min() <= other.min() && max() >= other.max();
		}
		if (this.range) {
			return other.values.stream()
				.allMatch((value) -> NUMBER.matcher(value).matches() && Long.parseLong(value) >= min()
						&& Long.parseLong(value) <= max());
		}
		return !other.range && this.values.containsAll(other.values);
	}

	/**
	 * Return the condition as people write it.
	 * @param name the column's name in SQL
	 * @param quoted whether the values are texts
	 */
	String condition(String name, boolean quoted) {
		return this.range ? name + " between " + min() + " and " + max()
				: name + this.values.stream()
					.map((value) -> quoted ? "'" + value.replace("'", "''") + "'" : value)
					.collect(Collectors.joining(", ", " in (", ")"));
	}

	boolean isSame(@Nullable CheckValues other) {
		return other != null && this.range == other.range && this.values.equals(other.values);
	}

	private long min() {
		return this.values.stream().mapToLong(Long::parseLong).min().orElseThrow();
	}

	private long max() {
		return this.values.stream().mapToLong(Long::parseLong).max().orElseThrow();
	}

}
