package io.expandcontract.database;

/**
 * How MySQL and MariaDB compare, print and read back values of a column's type.
 */
final class MySqlTypes {

	/**
	 * The columns of a table with the types that a cast knows.
	 */
	static final String COLUMNS = """
			select COLUMN_NAME, case
			  when DATA_TYPE in ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year')
			    then if(COLUMN_TYPE like '%unsigned%', 'unsigned', 'signed')
			  when DATA_TYPE = 'decimal' then concat('decimal(', NUMERIC_PRECISION, ', ', NUMERIC_SCALE, ')')
			  when DATA_TYPE in ('double', 'float') then DATA_TYPE
			  when DATA_TYPE in ('datetime', 'timestamp') then concat('datetime(', DATETIME_PRECISION, ')')
			  when DATA_TYPE = 'time' then concat('time(', DATETIME_PRECISION, ')')
			  when DATA_TYPE like '%binary' or DATA_TYPE like '%blob' then 'binary'
			  when DATA_TYPE in ('date', 'json') then DATA_TYPE
			  when DATA_TYPE in ('enum', 'set') then 'char enum'
			  else 'char' end
			from information_schema.COLUMNS
			where TABLE_SCHEMA = coalesce(nullif(?, ''), database()) and TABLE_NAME = ?
			order by ORDINAL_POSITION
			""";

	private static final String CHAR = "char";

	private static final String BINARY = "binary";

	private MySqlTypes() {
	}

	/**
	 * Return a condition that is true if two values differ. A {@code float} keeps seven
	 * digits of a number, and no cast cuts the others.
	 */
	static String differs(String left, String right, String type) {
		if ("float".equals(type)) {
			return "((%1$s is null) <> (%2$s is null) or abs(%1$s - %2$s) > abs(%2$s) * 1e-6)".formatted(left, right);
		}
		String form = type.startsWith(CHAR) ? "convert(%s using utf8mb4) collate utf8mb4_bin" : "%s";
		return "not (" + form.formatted(left) + " <=> " + form.formatted(right) + ")";
	}

	/**
	 * Return a value as a text, bytes as hexadecimal digits.
	 */
	static String text(String expression, String type) {
		return type.startsWith(BINARY) ? "hex(" + expression + ")" : "cast(" + expression + " as char)";
	}

	/**
	 * Return a parameter. For text it is a plain one, which takes the collation of the
	 * column: one that was cast has that of the connection, which orders differently, if
	 * the server compares them at all.
	 */
	static String parameter(String type) {
		if (type.startsWith(BINARY)) {
			return "unhex(?)";
		}
		return type.startsWith(CHAR) ? "?" : "cast(? as " + type + ")";
	}

}
