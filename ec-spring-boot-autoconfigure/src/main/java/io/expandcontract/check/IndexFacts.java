package io.expandcontract.check;

import java.util.List;

/**
 * An index that is there.
 *
 * @param name its name
 * @param columns its columns in order, an empty text for an expression
 * @param unique whether it refuses rows that are alike
 * @param valid whether it may be used: a build that failed leaves one that may not
 */
public record IndexFacts(String name, List<String> columns, boolean unique, boolean valid) {

}
