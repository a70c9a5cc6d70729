package io.expandcontract.boot;

/**
 * Thrown when Liquibase is set up in a way that escapes the fence.
 */
final class UnsupportedLiquibaseException extends RuntimeException {

	UnsupportedLiquibaseException(String message) {
		super(message);
	}

}
