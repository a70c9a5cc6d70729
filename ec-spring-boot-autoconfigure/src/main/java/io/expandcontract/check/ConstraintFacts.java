package io.expandcontract.check;

import java.util.List;

import io.expandcontract.sql.Constraint;

/**
 * A constraint that is there.
 *
 * @param name its name
 * @param kind what it demands
 * @param columns its columns
 * @param validated whether all rows are known to fulfil it
 * @param definition as the server writes it
 */
public record ConstraintFacts(String name, Constraint.Kind kind, List<String> columns, boolean validated,
		String definition) {

}
