package io.expandcontract.autogenerate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a table, a column or whatever else, or several of them, in an attribute of
 * a change.
 *
 * @param plain as people write it, which Liquibase leaves to the database to fold
 * @param exact as the catalog has it, for changesets whose names are all quoted
 * @param needsQuotes whether the database would find something else by the plain name
 */
record Name(String plain, String exact, boolean needsQuotes) {

	static Name of(List<Name> names) {
		return new Name(names.stream().map(Name::plain).collect(Collectors.joining(", ")),
				names.stream().map(Name::exact).collect(Collectors.joining(", ")),
				names.stream().anyMatch(Name::needsQuotes));
	}

	@Override
	public String toString() {
		return this.plain;
	}

}
