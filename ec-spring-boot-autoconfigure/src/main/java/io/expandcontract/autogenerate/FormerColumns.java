package io.expandcontract.autogenerate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns that another one succeeds.
 *
 * @param row the rename
 * @param names how names are written
 */
record FormerColumns(Difference.ColumnRenamed row, Names names) {

	/**
	 * Return the value of the successor in SQL; a proposal, if several columns are
	 * joined.
	 */
	String value() {
		List<String> former = this.row.before().stream().map((column) -> this.names.sql(column.name())).toList();
		if (former.size() > 1) {
			return "concat_ws(' ', " + String.join(", ", former) + ")";
		}
		TypeName before = TypeName.of(this.row.before().get(0).type());
		TypeName after = TypeName.of(this.row.after().type());
		return (after.holds(before) || after.equals(before)) ? former.get(0)
				: "cast(" + former.get(0) + " as " + this.row.after().type() + ")";
	}

	/**
	 * Return what a person must know where no trigger keeps old and new in step.
	 */
	String notInStep() {
		String former = this.row.before().stream().map(Column::name).collect(Collectors.joining(", "));
		return ((this.row.before().size() > 1) ? "DECIDE: how they are joined. This is a proposal. " : "")
				+ "Runs once no earlier release lives, since no trigger keeps " + former + " in step with "
				+ this.row.after().name() + ". Until then new code finds null in rows that old code wrote";
	}

}
