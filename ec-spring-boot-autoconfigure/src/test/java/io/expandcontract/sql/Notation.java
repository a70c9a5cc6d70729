package io.expandcontract.sql;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes operations on one line each: the class, then what is given, in order. What is
 * absent or false is left out.
 */
final class Notation {

	private Notation() {
	}

	static List<String> of(List<SqlStatement> statements) {
		List<String> lines = new ArrayList<>();
		for (SqlStatement statement : statements) {
			statement.operations().forEach((operation) -> lines.add(of(operation)));
			statement.options().forEach((option, value) -> lines.add("with " + option + "=" + value));
		}
		return lines.isEmpty() ? List.of("nothing") : lines;
	}

	static String of(Operation operation) {
		if (operation instanceof Operation.Unknown) {
			return "unknown";
		}
		return operation.getClass().getSimpleName() + Arrays.stream(operation.getClass().getRecordComponents())
			.map((component) -> of(component, operation))
			.filter((text) -> !text.isEmpty())
			.map((text) -> " " + text)
			.collect(Collectors.joining());
	}

	private static String of(RecordComponent component, Object operation) {
		try {
			component.getAccessor().setAccessible(true);
			Object value = component.getAccessor().invoke(operation);
			return (value instanceof Boolean flag) ? (flag ? component.getName() : "") : value(value);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String value(Object value) {
		if (value instanceof Column column) {
			return column(column);
		}
		if (value instanceof Constraint constraint) {
			return constraint(constraint);
		}
		if (value instanceof DefaultValue defaultValue) {
			return word(defaultValue.kind()) + "{" + defaultValue.text().replaceAll("\\s+", " ") + "}";
		}
		if (value instanceof List<?> list) {
			return list.isEmpty() ? "" : list.stream().map(Notation::value).collect(Collectors.joining(", ", "[", "]"));
		}
		return (value instanceof Enum<?> constant) ? word(constant) : Objects.toString(value, "");
	}

	private static String column(Column column) {
		StringBuilder text = new StringBuilder(column.name()).append(' ').append(Objects.toString(column.type(), "?"));
		text.append(column.notNull() ? " not-null" : "");
		text.append((column.defaultValue() != null) ? " default " + value(column.defaultValue()) : "");
		text.append((column.generation() != Column.Generation.NONE) ? " by-" + word(column.generation()) : "");
		column.constraints().forEach((constraint) -> text.append(' ').append(constraint(constraint)));
		return text.toString();
	}

	private static String constraint(Constraint constraint) {
		return ((constraint.name() != null) ? constraint.name() + ":" : "") + word(constraint.kind())
				+ (constraint.columns().isEmpty() ? "" : "(" + String.join(", ", constraint.columns()) + ")")
				+ ((constraint.references() != null) ? "->" + constraint.references() : "")
				+ (constraint.validated() ? "" : " not-validated") + (constraint.usesIndex() ? " uses-index" : "")
				+ (constraint.countsNull() ? " counts-null" : "");
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
