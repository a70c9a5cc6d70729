package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.expandcontract.sql.Operation.AddEnumValue;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what is made, renamed and dropped beside tables and indexes. What a new
 * object is made of does not matter to those who do not know it, so that nothing behind
 * its name is looked at.
 */
final class ObjectParser {

	private static final Map<String, ObjectKind> KINDS = Map.ofEntries(Map.entry("VIEW", ObjectKind.VIEW),
			Map.entry("SEQUENCE", ObjectKind.SEQUENCE), Map.entry("FUNCTION", ObjectKind.FUNCTION),
			Map.entry("AGGREGATE", ObjectKind.FUNCTION), Map.entry("PROCEDURE", ObjectKind.PROCEDURE),
			Map.entry("TRIGGER", ObjectKind.TRIGGER), Map.entry("TYPE", ObjectKind.TYPE),
			Map.entry("DOMAIN", ObjectKind.DOMAIN), Map.entry("SCHEMA", ObjectKind.SCHEMA),
			Map.entry("DATABASE", ObjectKind.SCHEMA), Map.entry("EXTENSION", ObjectKind.EXTENSION),
			Map.entry("POLICY", ObjectKind.POLICY), Map.entry("ROLE", ObjectKind.ROLE),
			Map.entry("USER", ObjectKind.ROLE), Map.entry("EVENT", ObjectKind.EVENT),
			Map.entry("RULE", ObjectKind.RULE), Map.entry("STATISTICS", ObjectKind.STATISTICS));

	private final Cursor cursor;

	ObjectParser(Cursor cursor) {
		this.cursor = cursor;
	}

	private ObjectKind kind() {
		if (this.cursor.accept("MATERIALIZED", "VIEW")) {
			return ObjectKind.MATERIALIZED_VIEW;
		}
		ObjectKind kind = KINDS.get(this.cursor.peek().upper());
		if (kind == null || this.cursor.peek().kind() != Token.Kind.WORD) {
			throw this.cursor.unknown();
		}
		this.cursor.next();
		return kind;
	}

	/**
	 * Recognise what follows {@code CREATE}.
	 * @param replaces whether {@code OR REPLACE} stood there
	 * @return the operation
	 */
	Operation create(boolean replaces) {
		attributes();
		this.cursor.accept("CONSTRAINT");
		ObjectKind kind = kind();
		boolean ifNotExists = this.cursor.accept("IF", "NOT", "EXISTS");
		Name object = this.cursor.name();
		Name table = (kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY || kind == ObjectKind.RULE) ? tableOf()
				: null;
		boolean more = kind == ObjectKind.SCHEMA && !ifNotExists && this.cursor.sees("CREATE");
		this.cursor.rest();
		if (more) {
			throw new UnrecognisedException("CREATE SCHEMA with elements is not recognised");
		}
		return new CreateObject(kind, object, table, replaces);
	}

	private void attributes() {
		if (this.cursor.accept("ALGORITHM")) {
			this.cursor.expect("=");
			this.cursor.value();
		}
		if (this.cursor.accept("DEFINER")) {
			this.cursor.expect("=");
			this.cursor.value();
			if (this.cursor.accept("@")) {
				this.cursor.value();
			}
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
		}
		if (this.cursor.accept("SQL", "SECURITY")) {
			this.cursor.value();
		}
		this.cursor.accept("RECURSIVE");
		if (!this.cursor.accept("TEMPORARY")) {
			this.cursor.accept("TEMP");
		}
	}

	private @Nullable Name tableOf() {
		while (!this.cursor.atEnd()) {
			if (this.cursor.accept("ON")) {
				return this.cursor.name();
			}
			this.cursor.next();
		}
		return null;
	}

	/**
	 * Recognise what follows {@code DROP}.
	 * @return the operations
	 */
	List<Operation> drop() {
		ObjectKind kind = kind();
		this.cursor.accept("IF", "EXISTS");
		List<Name> objects = new ArrayList<>();
		do {
			objects.add(this.cursor.name());
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
		}
		while (this.cursor.accept(","));
		Name table = this.cursor.accept("ON") ? this.cursor.name() : null;
		boolean cascade = this.cursor.accept("CASCADE");
		this.cursor.accept("RESTRICT");
		return objects.stream().<Operation>map((object) -> new DropObject(kind, object, table, cascade)).toList();
	}

	/**
	 * Recognise what follows {@code ALTER}, if it is about neither a table nor an index.
	 * @return the operation
	 */
	Operation alter() {
		ObjectKind kind = kind();
		this.cursor.accept("IF", "EXISTS");
		Name object = this.cursor.name();
		if (kind == ObjectKind.TYPE && this.cursor.accept("ADD", "VALUE")) {
			this.cursor.accept("IF", "NOT", "EXISTS");
			String value = this.cursor.string();
			if (this.cursor.accept("BEFORE") || this.cursor.accept("AFTER")) {
				this.cursor.string();
			}
			return new AddEnumValue(object, value);
		}
		if (kind == ObjectKind.TYPE && this.cursor.accept("RENAME", "VALUE")) {
			String value = this.cursor.string();
			this.cursor.expect("TO");
			return new RenameEnumValue(object, value, this.cursor.string());
		}
		this.cursor.expect("RENAME", "TO");
		return new RenameObject(kind, object, this.cursor.identifier());
	}

}
