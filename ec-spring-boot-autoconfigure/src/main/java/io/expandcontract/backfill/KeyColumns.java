package io.expandcontract.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns that rows are told apart by, in the key's order.
 *
 * @param columns at least one column
 */
record KeyColumns(List<KeyColumn> columns) {

	/**
	 * A column of a key.
	 *
	 * @param name its quoted name
	 * @param text its value as text
	 * @param parameter SQL with one question mark, which takes the text
	 * @param whole whether its values are whole numbers
	 */
	record KeyColumn(String name, String text, String parameter, boolean whole) {

	}

	/**
	 * Return whether the key is one whole number.
	 */
	boolean isWholeNumber() {
		return this.columns.size() == 1 && this.columns.get(0).whole();
	}

	String names() {
		return this.columns.stream().map(KeyColumn::name).collect(Collectors.joining(", "));
	}

	String descending() {
		return this.columns.stream().map((column) -> column.name() + " desc").collect(Collectors.joining(", "));
	}

	String texts() {
		return this.columns.stream().map(KeyColumn::text).collect(Collectors.joining(", "));
	}

	/**
	 * Return the condition of a range. The first column of a composite key is compared a
	 * second time, by itself, since not every optimizer finds an index range in a row
	 * comparison.
	 */
	String condition(KeyRange range) {
		List<String> conditions = new ArrayList<>();
		if (range.after() != null) {
			add(conditions, ">");
		}
		if (range.upTo() != null) {
			add(conditions, "<");
		}
		return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
	}

	private void add(List<String> conditions, String operator) {
		KeyColumn first = this.columns.get(0);
		String inclusive = operator.equals("<") ? "<=" : operator;
		if (this.columns.size() == 1) {
			conditions.add(first.name() + " " + inclusive + " " + first.parameter());
			return;
		}
		conditions.add(first.name() + " " + operator + "= " + first.parameter());
		String parameters = this.columns.stream().map(KeyColumn::parameter).collect(Collectors.joining(", "));
		conditions.add("(" + names() + ") " + inclusive + " (" + parameters + ")");
	}

	/**
	 * Return the condition of one row, with a parameter for each column.
	 */
	String equality() {
		return this.columns.stream()
			.map((column) -> column.name() + " = " + column.parameter())
			.collect(Collectors.joining(" and "));
	}

	Object[] arguments(KeyRange range) {
		List<Object> arguments = new ArrayList<>();
		for (Key key : new Key[] { range.after(), range.upTo() }) {
			if (key != null) {
				if (this.columns.size() > 1) {
					arguments.add(key.values().get(0));
				}
				arguments.addAll(key.values());
			}
		}
		return arguments.toArray();
	}

}
