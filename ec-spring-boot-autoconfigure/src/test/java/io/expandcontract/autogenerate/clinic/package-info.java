/**
 * The entities of a clinic, with the names that Spring Boot gives.
 */
@NullUnmarked
package io.expandcontract.autogenerate.clinic;

import org.jspecify.annotations.NullUnmarked;
