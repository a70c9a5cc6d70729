package io.expandcontract.sql;

import java.util.List;

/**
 * The type of a column, as it was written.
 *
 * @param name in lower case, of several words perhaps, without aliases resolved
 * @param arguments length, or precision and scale, or the values of an enum
 * @param array whether it is an array of that
 * @param modifiers what follows on MySQL, such as {@code unsigned}
 */
public record DataType(String name, List<String> arguments, boolean array, List<String> modifiers) {

	/**
	 * Create a type without modifiers.
	 * @param name in lower case
	 * @param arguments length, or precision and scale
	 * @return the type
	 */
	public static DataType of(String name, String... arguments) {
		return new DataType(name, List.of(arguments), false, List.of());
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.name);
		if (!this.arguments.isEmpty()) {
			text.append('(').append(String.join(", ", this.arguments)).append(')');
		}
		this.modifiers.forEach((modifier) -> text.append(' ').append(modifier));
		return this.array ? text.append("[]").toString() : text.toString();
	}

}
