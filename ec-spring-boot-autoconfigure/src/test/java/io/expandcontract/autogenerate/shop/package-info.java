/**
 * The entities of a shop, with the names that JPA gives where nothing is said.
 */
@NullUnmarked
package io.expandcontract.autogenerate.shop;

import org.jspecify.annotations.NullUnmarked;
