package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type's name taken apart.
 *
 * @param base the name in lower case, without parameters
 * @param parameters what stood in parentheses
 */
record TypeName(String base, List<String> parameters) {

	private static final Pattern SHAPE = Pattern.compile("^([^('\"]+)(?:\\((.*)\\))?([^')]*)$", Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile("'((?:[^']|'')*)'|([^,\\s]+)");

	private static final Map<String, Integer> INTEGERS = Map.of("tinyint", 1, "smallint", 2, "mediumint", 3, "int", 4,
			"integer", 4, "bigint", 8);

	/** Bytes or characters that types without a length hold. */
	private static final Map<String, Long> LARGE = Map.of("tinytext", 255L, "text", 65_535L, "mediumtext", 16_777_215L,
			"longtext", 4_294_967_295L, "tinyblob", 255L, "blob", 65_535L, "mediumblob", 16_777_215L, "longblob",
			4_294_967_295L);

	static TypeName of(String type) {
		Matcher shape = SHAPE.matcher(type.strip());
		if (!shape.matches()) {
			return new TypeName(type, List.of());
		}
		String base = (shape.group(1) + shape.group(3)).toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
		List<String> parameters = (shape.group(2) == null) ? List.of()
				: PARAMETER.matcher(shape.group(2))
					.results()
					.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2))
					.toList();
		return new TypeName(base, parameters).plain();
	}

	/**
	 * Return the type without parameters that say nothing.
	 */
	private TypeName plain() {
		String word = this.base.split(" ")[0];
		boolean flag = this.parameters.equals(List.of("1")) && (word.equals("tinyint") || word.equals("bit"));
		if (flag) {
			return new TypeName("boolean", List.of());
		}
		boolean width = INTEGERS.containsKey(word) || word.equals("year");
		boolean usual = (this.base.endsWith("time zone") && this.parameters.equals(List.of("6")))
				|| (this.base.equals("time") && this.parameters.equals(List.of("0")));
		return (width || usual) ? new TypeName(this.base, List.of()) : this;
	}

	boolean isSame(TypeName other) {
		if (isEnum() && other.isEnum()) {
			return Set.copyOf(this.parameters).equals(Set.copyOf(other.parameters));
		}
		return equals(other);
	}

	boolean isEnum() {
		return this.base.equals("enum");
	}

	/**
	 * Return whether every value of another type is also a value of this one, in the same
	 * form, so that whoever knows the other type can go on using the column.
	 */
	boolean holds(TypeName other) {
		if (isEnum() && other.isEnum()) {
			return Set.copyOf(this.parameters).containsAll(other.parameters);
		}
		if (isInteger() && other.isInteger()) {
			return sign().equals(other.sign()) && size() >= other.size();
		}
		if (isNumeric() && other.isNumeric()) {
			return this.parameters.isEmpty() || (!other.parameters.isEmpty() && scale() >= other.scale()
					&& precision() - scale() >= other.precision() - other.scale());
		}
		if ((isText() && other.isText()) || (isBinary() && other.isBinary())) {
			return length() >= other.length();
		}
		if (this.base.equals(other.base)) {
			return (isTime() && fraction() >= other.fraction())
					|| (this.base.startsWith("float") && first() >= other.first());
		}
		return this.base.startsWith("double") && Set.of("real", "float").contains(other.base);
	}

	/**
	 * Return whether going from another type to this one makes PostgreSQL, MySQL and
	 * MariaDB write the whole table anew.
	 */
	boolean rewrites(TypeName other) {
		return !isText() && !isBinary() && !isEnum() && !isTime() && !(isNumeric() && scale() == other.scale());
	}

	boolean isInteger() {
		return INTEGERS.containsKey(this.base.split(" ")[0]);
	}

	int size() {
		return INTEGERS.getOrDefault(this.base.split(" ")[0], 0);
	}

	private String sign() {
		return this.base.contains(" ") ? this.base.substring(this.base.indexOf(' ')) : "";
	}

	boolean isNumeric() {
		return Set.of("numeric", "decimal", "number").contains(this.base);
	}

	int scale() {
		return (this.parameters.size() > 1) ? Integer.parseInt(this.parameters.get(1)) : 0;
	}

	int precision() {
		return (int) first();
	}

	boolean isText() {
		return Set.of("character varying", "varchar", "character large object", "varchar_ignorecase")
			.contains(this.base) || this.base.endsWith("text");
	}

	boolean isBinary() {
		return Set.of("bytea", "varbinary", "binary varying", "binary large object").contains(this.base)
				|| this.base.endsWith("blob");
	}

	boolean isTime() {
		return this.base.startsWith("time") || this.base.startsWith("datetime");
	}

	private long fraction() {
		return this.parameters.isEmpty() ? (this.base.endsWith("time zone") ? 6 : 0) : first();
	}

	/**
	 * Return the most characters or bytes that a text or binary type holds; on MySQL a
	 * character may take four bytes.
	 */
	long length() {
		if (!this.parameters.isEmpty()) {
			return first();
		}
		return LARGE.getOrDefault(this.base, Long.MAX_VALUE);
	}

	private long first() {
		return Stream.concat(this.parameters.stream(), Stream.of("0"))
			.findFirst()
			.filter((parameter) -> parameter.matches("\\d+"))
			.map(Long::parseLong)
			.orElse(0L);
	}

	Set<String> labels() {
		return new TreeSet<>(this.parameters);
	}

}
