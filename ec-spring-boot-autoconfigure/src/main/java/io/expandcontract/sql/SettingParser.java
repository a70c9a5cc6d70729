package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.expandcontract.sql.Operation.SetOption;
import org.jspecify.annotations.Nullable;

/**
 * Recognises settings of the session. Those that change how the text behind them is read,
 * and those of the whole server, are not recognised.
 */
final class SettingParser {

	private static final Set<String> SCOPES = Set.of("LOCAL", "SESSION");

	private static final Set<String> GLOBALS = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY", "PASSWORD", "STATEMENT",
			"RESOURCE", "DEFAULT", "BACKSLASH_QUOTE", "CONSTRAINTS");

	private static final Set<String> H2_OPTIONS = Set.of("SCHEMA", "SCHEMA_SEARCH_PATH", "REFERENTIAL_INTEGRITY",
			"LOCK_TIMEOUT", "QUERY_TIMEOUT");

	private static final Set<String> SQL_MODES = Set.of("", "STRICT_TRANS_TABLES", "STRICT_ALL_TABLES",
			"NO_ENGINE_SUBSTITUTION", "NO_AUTO_VALUE_ON_ZERO", "NO_ZERO_DATE", "NO_ZERO_IN_DATE",
			"ERROR_FOR_DIVISION_BY_ZERO", "ONLY_FULL_GROUP_BY", "NO_AUTO_CREATE_USER", "TRADITIONAL",
			"ALLOW_INVALID_DATES", "NO_UNSIGNED_SUBTRACTION", "PAD_CHAR_TO_FULL_LENGTH");

	private static final Set<String> READ = Set.of("all", "standard_conforming_strings", "backslash_quote",
			"client_encoding", "names", "sql_mode");

	private static final Set<String> ENCODINGS = Set.of("UTF8", "UTF-8", "UTF8MB3", "UTF8MB4", "LATIN1", "ASCII",
			"BINARY");

	private final Cursor cursor;

	SettingParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code SET}.
	 * @return the operations
	 */
	List<Operation> set() {
		List<Operation> operations = new ArrayList<>();
		if (this.cursor.accept("CONSTRAINTS")) {
			this.cursor.query();
			return List.of(new SetOption("constraints"));
		}
		if (this.cursor.accept("TRANSACTION") || this.cursor.accept("SESSION", "TRANSACTION")
				|| this.cursor.accept("SESSION", "CHARACTERISTICS", "AS", "TRANSACTION")) {
			this.cursor.query();
			return List.of(new SetOption("transaction"));
		}
		do {
			operations.add(one());
		}
		while (this.cursor.dialect().isMySqlFamily() && this.cursor.accept(","));
		return operations;
	}

	private Operation one() {
		if (this.cursor.accept("@", "@")) {
			if (this.cursor.acceptAny(SCOPES)) {
				this.cursor.expect(".");
			}
		}
		else if (!this.cursor.accept("@")) {
			this.cursor.acceptAny(SCOPES);
		}
		else if (this.cursor.dialect() == Dialect.POSTGRESQL) {
			throw this.cursor.unknown();
		}
		boolean variable = this.cursor.peek(-1).is("@") && !this.cursor.peek(-2).is("@");
		if (this.cursor.seesAny(GLOBALS) && !variable) {
			throw this.cursor.unknown();
		}
		String name = name();
		if (this.cursor.dialect() == Dialect.H2 && !variable && !H2_OPTIONS.contains(name.toUpperCase(Locale.ROOT))) {
			throw new UnrecognisedException("SET " + Cursor.excerpt(name) + " is not recognised");
		}
		boolean assigned = this.cursor.accept("TO") || this.cursor.accept("=") || this.cursor.accept(":", "=");
		List<Token> value = assigned || isWithoutSign(name) ? value() : List.of();
		if (value.isEmpty()) {
			throw this.cursor.unknown();
		}
		return option(variable ? "@" + name : name, value);
	}

	private String name() {
		if (this.cursor.accept("TIME", "ZONE")) {
			return "timezone";
		}
		if (this.cursor.accept("CHARACTER", "SET")) {
			return "names";
		}
		StringBuilder name = new StringBuilder(this.cursor.identifier().toLowerCase(Locale.ROOT));
		while (this.cursor.accept(".")) {
			name.append('.').append(this.cursor.identifier().toLowerCase(Locale.ROOT));
		}
		return name.toString();
	}

	private boolean isWithoutSign(String name) {
		return name.equals("timezone") || name.equals("names") || name.equals("role") || name.equals("schema")
				|| name.equals("authorization") || this.cursor.dialect() == Dialect.H2;
	}

	private List<Token> value() {
		int start = this.cursor.position();
		if (this.cursor.dialect().isMySqlFamily()) {
			this.cursor.until(Set.of());
		}
		else {
			this.cursor.rest();
		}
		List<Token> value = this.cursor.since(start);
		Expressions.requireHarmless(value, this.cursor.dialect());
		return value;
	}

	/**
	 * Return the setting of an option, unless it changes how SQL is read.
	 * @param name the option
	 * @param value what it is set to
	 * @return the operation
	 */
	static Operation option(String name, List<Token> value) {
		Token first = value.get(0);
		boolean reads = switch (name) {
			case "sql_mode" -> value.size() != 1 || first.kind() != Token.Kind.STRING
					|| !SQL_MODES.containsAll(List.of(first.upper().split(",", -1)));
			case "standard_conforming_strings" ->
				value.size() != 1 || !(first.is("ON") || first.is("TRUE") || first.text().equalsIgnoreCase("on"));
			case "names", "client_encoding", "character_set_client" -> !ENCODINGS.contains(first.upper());
			case "sql_log_bin", "wsrep_on", "gtid_next" ->
				throw new UnrecognisedException("SET " + name + " keeps from replicas what follows");
			default -> false;
		};
		if (reads) {
			throw new UnrecognisedException("SET " + name + " changes how SQL is read");
		}
		return new SetOption(name);
	}

	/**
	 * Recognise what follows {@code RESET}.
	 * @return the operation
	 */
	Operation reset() {
		String name = name();
		if (READ.contains(name)) {
			throw new UnrecognisedException("RESET " + name + " changes how SQL is read");
		}
		return new SetOption(name);
	}

	/**
	 * Recognise the call of PostgreSQL that sets an option, as dumps have it.
	 * @return the operation, or {@code null} if this is none
	 */
	static @Nullable Operation call(Cursor cursor) {
		int qualified = cursor.sees("PG_CATALOG", ".") ? 2 : 0;
		if (!cursor.peek(qualified).is("SET_CONFIG") || cursor.dialect() != Dialect.POSTGRESQL) {
			return null;
		}
		cursor.name();
		cursor.expect("(");
		String name = cursor.string().toLowerCase(Locale.ROOT);
		cursor.expect(",");
		Token value = cursor.peek();
		cursor.string();
		cursor.expect(",");
		cursor.value();
		cursor.expect(")");
		return option(name, List.of(value));
	}

}
