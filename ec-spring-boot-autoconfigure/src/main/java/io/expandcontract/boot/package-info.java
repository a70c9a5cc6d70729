/**
 * The only part that knows Spring Boot: auto-configuration, the hook into Liquibase,
 * endpoint, health and metrics.
 */
@NullMarked
package io.expandcontract.boot;

import org.jspecify.annotations.NullMarked;
