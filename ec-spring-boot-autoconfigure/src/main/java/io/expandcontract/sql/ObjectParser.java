package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Operation.AddEnumValue;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.CreateDomain;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what is made, renamed and dropped beside tables and indexes. What a new
 * object is made of does not matter to those who do not know it, so that nothing behind
 * its name is looked at, unless it runs at once, as the query of a materialized view.
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

	private static final Set<ObjectKind> REPLACEABLE = EnumSet.of(ObjectKind.VIEW, ObjectKind.FUNCTION,
			ObjectKind.PROCEDURE, ObjectKind.TRIGGER);

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
		if (this.cursor.accept("CONSTRAINT") && !this.cursor.sees("TRIGGER")) {
			throw this.cursor.unknown();
		}
		ObjectKind kind = kind();
		if (kind == ObjectKind.FUNCTION && this.cursor.dialect() == Dialect.H2) {
			throw this.cursor.unknown();
		}
		if (kind == ObjectKind.EVENT || kind == ObjectKind.RULE || this.cursor.accept("MAPPING")) {
			throw new UnrecognisedException("what an event or a rule does is not recognised");
		}
		if (replaces && !REPLACEABLE.contains(kind)) {
			throw new UnrecognisedException("CREATE OR REPLACE drops what is there");
		}
		this.cursor.accept("IF", "NOT", "EXISTS");
		Name object = schemaOfRole(kind) ? new Name(null, this.cursor.identifier()) : name(kind);
		int start = this.cursor.position();
		Name table = null;
		if (kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY) {
			table = tableOf();
		}
		switch (kind) {
			case SCHEMA -> schema();
			case MATERIALIZED_VIEW -> this.cursor.query();
			case FUNCTION, PROCEDURE, TRIGGER -> routine(start);
			case DOMAIN -> {
				return domain(object);
			}
			default -> this.cursor.rest();
		}
		return new CreateObject(kind, object, table, replaces);
	}

	private Operation domain(Name domain) {
		List<Token> definition = this.cursor.rest();
		return new CreateDomain(domain, definition.stream()
			.anyMatch((token) -> token.is("CHECK") || token.is("NOT") || token.is("CONSTRAINT")));
	}

	private Name name(ObjectKind kind) {
		if (kind != ObjectKind.ROLE || this.cursor.peek().isIdentifier()) {
			return this.cursor.name();
		}
		Name role = new Name(null, this.cursor.string());
		if (this.cursor.accept("@")) {
			this.cursor.value();
		}
		return role;
	}

	private boolean schemaOfRole(ObjectKind kind) {
		return kind == ObjectKind.SCHEMA && this.cursor.accept("AUTHORIZATION");
	}

	private void schema() {
		if (this.cursor.accept("AUTHORIZATION")) {
			this.cursor.identifier();
		}
		while (!this.cursor.atEnd()) {
			this.cursor.accept("DEFAULT");
			if (!this.cursor.accept("CHARACTER", "SET") && !this.cursor.accept("COLLATE")
					&& !this.cursor.accept("CHARSET")) {
				throw this.cursor.unknown();
			}
			this.cursor.accept("=");
			this.cursor.value();
		}
	}

	private void routine(int start) {
		int body = this.cursor.bodyOfRoutine();
		if (body < 0) {
			if (this.cursor.dialect().isMySqlFamily()) {
				throw this.cursor.unknown();
			}
			this.cursor.rest();
		}
		else {
			this.cursor.body(Math.max(start, body));
		}
	}

	private void attributes() {
		if (this.cursor.accept("ALGORITHM")) {
			this.cursor.expect("=");
			this.cursor.value();
		}
		RoutineHeader.definer(this.cursor);
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
		if (this.cursor.accept("MAPPING")) {
			throw this.cursor.unknown();
		}
		this.cursor.accept("IF", "EXISTS");
		List<Name> objects = new ArrayList<>();
		do {
			objects.add(name(kind));
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
		}
		while (this.cursor.accept(","));
		Name table = this.cursor.accept("ON") ? this.cursor.name() : null;
		boolean cascade = this.cursor.accept("CASCADE");
		if (!cascade) {
			this.cursor.accept("RESTRICT");
		}
		return objects.stream().<Operation>map((object) -> new DropObject(kind, object, table, cascade)).toList();
	}

	/**
	 * Recognise what follows {@code ALTER}, if it is about neither a table nor an index.
	 * @return the operation
	 */
	Operation alter() {
		if (this.cursor.accept("DEFAULT", "PRIVILEGES")) {
			return new ChangeRights(this.cursor.rest().stream().noneMatch((token) -> token.is("REVOKE")));
		}
		ObjectKind kind = kind();
		this.cursor.accept("IF", "EXISTS");
		Name object = this.cursor.name();
		if (this.cursor.sees("(")) {
			this.cursor.parentheses();
		}
		if (kind == ObjectKind.VIEW && this.cursor.dialect().isMySqlFamily() && this.cursor.accept("AS")) {
			this.cursor.rest();
			return new CreateObject(kind, object, null, true);
		}
		Name table = this.cursor.accept("ON") ? this.cursor.name() : null;
		if (kind == ObjectKind.SEQUENCE && !this.cursor.sees("RENAME") && !this.cursor.sees("OWNER")
				&& !this.cursor.sees("SET")) {
			return sequence();
		}
		if (this.cursor.accept("OWNER", "TO")) {
			this.cursor.identifier();
			return new ChangeRights(false);
		}
		if (this.cursor.accept("SET", "SCHEMA")) {
			return new RenameObject(kind, object, this.cursor.identifier() + "." + object.name());
		}
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
		return new RenameObject(kind, (table != null) ? new Name(table.name(), object.name()) : object,
				this.cursor.identifier());
	}

	/**
	 * Recognise how a sequence counts. A smaller step or range gives numbers again that
	 * are in use, so that only the ends and the owner may change.
	 */
	private Operation sequence() {
		boolean any = false;
		while (!this.cursor.atEnd()) {
			any = true;
			if (this.cursor.accept("OWNED", "BY")) {
				if (!this.cursor.accept("NONE")) {
					this.cursor.name();
				}
			}
			else if (this.cursor.accept("CACHE")) {
				this.cursor.value();
			}
			else if (!this.cursor.accept("NO", "CYCLE") && !this.cursor.accept("NO", "MAXVALUE")) {
				throw this.cursor.unknown();
			}
		}
		if (!any) {
			throw this.cursor.unknown();
		}
		return new Operation.Annotate(null, "sequence");
	}

}
