package io.expandcontract.autogenerate;

import org.jspecify.annotations.Nullable;

/**
 * Files of a changelog cannot be written.
 */
public class UnwritableChangelogException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param problem what is wrong
	 * @param cause what the file system said, if it was asked
	 */
	public UnwritableChangelogException(String problem, @Nullable Throwable cause) {
		super(problem + ". Run the command from the project's folder, by spring-boot:run or bootRun, or set "
				+ "expand-contract.autogenerate.resources. See docs/messages.md#unwritable-changelog", cause);
	}

}
