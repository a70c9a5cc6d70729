package io.expandcontract.check;

import java.util.Set;
import java.util.regex.Pattern;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;

/**
 * Writes names into SQL, in quotes only where they need them.
 */
final class Identifiers {

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	private static final Set<String> RESERVED = Set.of("all", "and", "any", "array", "as", "asc", "both", "case",
			"check", "collate", "column", "constraint", "create", "default", "desc", "distinct", "do", "else", "end",
			"except", "false", "fetch", "for", "foreign", "from", "grant", "group", "having", "in", "index", "into",
			"key", "keys", "leading", "like", "limit", "not", "null", "offset", "on", "only", "or", "order", "primary",
			"range", "rank", "references", "rows", "select", "table", "then", "to", "true", "union", "unique", "user",
			"using", "values", "when", "where", "window", "with");

	private Identifiers() {
	}

	static String quote(Dialect dialect, String identifier) {
		if (dialect == Dialect.H2 || (PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier))) {
			return identifier;
		}
		String quote = dialect.isMySqlFamily() ? "`" : "\"";
		return quote + identifier.replace(quote, quote + quote) + quote;
	}

	static String quote(Dialect dialect, Name name) {
		return ((name.schema() != null) ? quote(dialect, name.schema()) + "." : "") + quote(dialect, name.name());
	}

}
