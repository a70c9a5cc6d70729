package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.sql.DataType;

/**
 * Compares types as MySQL and MariaDB write them.
 */
final class MySqlTypes {

	private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'");

	private static final Pattern VARCHAR = Pattern.compile("varchar\\((\\d+)\\)");

	private MySqlTypes() {
	}

	/**
	 * Write a type in one way only: without the width that a number is shown with,
	 * without the character set, with the usual one of its names.
	 * @param type a type as the server or an author writes it
	 * @return lower case
	 */
	static String plain(String type) {
		return type.toLowerCase(Locale.ROOT)
			.replaceAll(" (character set|collate) \\S+", "")
			.replaceAll("\\b(tinyint|smallint|mediumint|int|integer|bigint)\\s*\\(\\d+\\)", "$1")
			.replaceAll("\\binteger\\b", "int")
			.replaceAll("\\b(numeric|dec)\\b", "decimal")
			.replaceAll("\\bbool(ean)?\\b", "tinyint")
			.replaceAll("\\bdouble precision\\b", "double")
			.replaceAll("\\b(character|char) varying\\b", "varchar")
			.replaceAll("\\bcharacter\\b", "char")
			.replaceAll("\\b(unsigned) zerofill\\b", "$1")
			.replaceAll("\\bdecimal\\((\\d+)\\)", "decimal($1,0)")
			.replaceAll("\\s*,\\s*", ",")
			.strip();
	}

	/**
	 * Return how many characters a varchar takes.
	 * @param type a plain type
	 * @return the number, or -1 for any other type
	 */
	static int length(String type) {
		Matcher matcher = VARCHAR.matcher(type);
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
	}

	static boolean isListed(DataType type) {
		return type.name().equals("enum") || type.name().equals("set");
	}

	/**
	 * Put the values of an enumerated type into quotes, as SQL wants them.
	 * @param type as it was recognised
	 * @return the same type, if it has no such values
	 */
	static DataType quoted(DataType type) {
		List<String> values = type.arguments().stream().map((value) -> "'" + value.replace("'", "''") + "'").toList();
		return isListed(type) ? new DataType(type.name(), values, type.array(), type.modifiers()) : type;
	}

	/**
	 * Return the values of an enumerated type as the server writes it.
	 * @param type such as {@code enum('a','b')}
	 * @return its values in order
	 */
	static List<String> values(String type) {
		List<String> values = new ArrayList<>();
		Matcher matcher = VALUE.matcher(type);
		while (matcher.find()) {
			values.add(matcher.group(1).replace("''", "'"));
		}
		return values;
	}

	/**
	 * Return how many bytes a value takes.
	 * @param kind {@code enum} or {@code set}
	 * @param values how many values there are
	 */
	static int bytes(String kind, int values) {
		if (kind.equals("enum")) {
			return (values <= 255) ? 1 : 2;
		}
		int bytes = (values + 7) / 8;
		return (bytes > 4) ? 8 : bytes;
	}

}
