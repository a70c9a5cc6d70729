package io.expandcontract.autogenerate;

import java.util.Set;

/**
 * A first proposal for the value that rows get which have none.
 */
final class Neutral {

	private Neutral() {
	}

	/**
	 * Return a value that says nothing.
	 * @param column the column
	 * @return an SQL expression, {@code null} as a word where no value of the type says
	 * nothing
	 */
	static String value(Column column) {
		TypeName type = TypeName.of(column.type());
		if (column.defaultValue() != null) {
			return column.defaultValue();
		}
		if (type.isInteger() || type.isNumeric()
				|| Set.of("real", "double precision", "double", "float").contains(type.base())) {
			return "0";
		}
		if (type.base().equals("boolean")) {
			return "false";
		}
		return type.isText() ? "''" : "null";
	}

}
