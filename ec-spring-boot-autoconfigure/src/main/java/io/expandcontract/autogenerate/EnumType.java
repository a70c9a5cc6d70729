package io.expandcontract.autogenerate;

import java.util.List;

/**
 * A type that names its values.
 *
 * @param name its name
 * @param labels its values in order
 */
record EnumType(String name, List<String> labels) {
}
