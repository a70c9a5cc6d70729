package io.expandcontract.sync;

import java.util.List;
import java.util.Map;

/**
 * What a catalog says about a table.
 *
 * @param columns all columns, by the name that the catalog gives them
 * @param triggers what is run before a row is written, by name: the text that tells which
 * columns it touches
 * @param problems why no triggers on this table keep anything in step
 */
record TableFacts(Map<String, ColumnFacts> columns, Map<String, String> triggers, List<String> problems) {

	/**
	 * A column.
	 *
	 * @param nullable whether it may be null
	 * @param hasDefault whether it has a default other than null
	 * @param problems why no trigger can write it
	 */
	record ColumnFacts(boolean nullable, boolean hasDefault, List<String> problems) {

		boolean mustBeGiven() {
			return !this.nullable && !this.hasDefault;
		}

	}

}
