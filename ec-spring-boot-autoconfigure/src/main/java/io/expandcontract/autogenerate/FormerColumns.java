package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Renames.Computed;
import org.jspecify.annotations.Nullable;

/**
 * Columns that others succeed, and what each side receives when code of the other release
 * writes. What the model does not say is proposed.
 *
 * @param row the rename
 * @param ddl how names and expressions are written
 */
record FormerColumns(Difference.ColumnRenamed row, Ddl ddl) {

	/**
	 * Return what the new columns receive, over the former ones.
	 * @return SQL for each, or nothing if it takes a person to say it
	 */
	List<String> values() {
		List<String> proposed = proposed(this.row.before(), this.row.after());
		if (proposed.isEmpty() && !isSaid()) {
			return List.of();
		}
		List<String> values = new ArrayList<>();
		for (int index = 0; index < this.row.after().size(); index++) {
			String said = this.row.computed().get(index).value();
			values.add(said.isEmpty() ? proposed.get(index) : said);
		}
		return values;
	}

	/**
	 * Return what the former columns receive, over the new ones. A proposal cuts what is
	 * too long for old code, whose column goes.
	 * @return SQL for each, or nothing if it takes a person to say it
	 */
	List<String> formerValues() {
		List<Column> former = this.row.before();
		List<String> said = said();
		List<String> values = said.isEmpty() ? new ArrayList<>(proposed(this.row.after(), former)) : said;
		for (int index = 0; said.isEmpty() && index < values.size(); index++) {
			TypeName type = TypeName.of(former.get(index).type());
			if (type.isText() && type.length() < length(this.row.after())) {
				values.set(index, "left(" + values.get(index) + ", " + type.length() + ")");
			}
		}
		return values;
	}

	private static long length(List<Column> columns) {
		return columns.stream()
			.map((column) -> TypeName.of(column.type()))
			.mapToLong((type) -> type.isText() ? Math.min(type.length(), Integer.MAX_VALUE) + 1 : 0)
			.sum() - 1;
	}

	private List<String> said() {
		return this.row.computed()
			.stream()
			.map(Computed::formerValues)
			.filter((values) -> values.size() == this.row.before().size())
			.findFirst()
			.orElse(List.of());
	}

	private boolean isSaid() {
		return this.row.computed().stream().noneMatch((computed) -> computed.value().isEmpty());
	}

	/**
	 * Return why no triggers can keep both sides in step.
	 * @return the reason, or {@code null} if they can
	 */
	@Nullable String notInStep() {
		if (!this.ddl.hasTriggers()) {
			return "this database has no triggers in SQL";
		}
		for (Column column : this.row.before()) {
			boolean set = column.autoIncrement() || column.generated() != null
					|| String.valueOf(column.defaultValue()).contains(" on update");
			if (set) {
				return "the database itself sets " + column.name();
			}
		}
		return formerValues().isEmpty() ? "what the former ones receive is for formerValuesComputed to say" : null;
	}

	/**
	 * Return what a person must know about filling the new columns.
	 */
	String comment() {
		String decide = (isSaid() || isPlain()) ? ""
				: "DECIDE: what " + names(this.row.after()) + " receives. This is a proposal. ";
		String reason = notInStep();
		return decide + ((reason == null) ? "Rows that were there"
				: "Runs once no earlier release lives, since no trigger keeps " + names(this.row.before())
						+ " in step with " + names(this.row.after()) + " (" + reason
						+ "). Until then new code finds null in rows that old code wrote");
	}

	/**
	 * Return what a person must know about keeping both sides in step.
	 */
	String commentInStep() {
		boolean said = isSaid() && !said().isEmpty();
		return ((said || isPlain()) ? "" : "DECIDE: what each receives. This is a proposal. ") + "Old code writes "
				+ names(this.row.before()) + " and new code " + names(this.row.after());
	}

	private boolean isPlain() {
		if (this.row.before().size() > 1 || this.row.after().size() > 1) {
			return false;
		}
		TypeName before = TypeName.of(this.row.before().get(0).type());
		TypeName after = TypeName.of(this.row.after().get(0).type());
		return after.equals(before) || after.holds(before);
	}

	private static String names(List<Column> columns) {
		return columns.stream().map(Column::name).collect(Collectors.joining(", "));
	}

	private List<String> proposed(List<Column> from, List<Column> to) {
		List<String> names = from.stream().map((column) -> this.ddl.names().sql(column.name())).toList();
		if (from.size() == 1 && to.size() == 1) {
			return List.of(this.ddl.converted(names.get(0), from.get(0), to.get(0)));
		}
		if (to.size() == 1 && isText(to.get(0))) {
			return List.of("concat_ws(' ', " + String.join(", ", names) + ")");
		}
		return (from.size() == 1 && to.size() == 2 && from.stream().allMatch(FormerColumns::isText)
				&& to.stream().allMatch(FormerColumns::isText)) ? this.ddl.halves(names.get(0)) : List.of();
	}

	private static boolean isText(Column column) {
		return TypeName.of(column.type()).isText();
	}

}
