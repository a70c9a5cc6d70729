package io.expandcontract.autogenerate;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who knows whether something was renamed, where the model does not say.
 */
@FunctionalInterface
public interface RenameJudge {

	/** Nobody is there to be asked. */
	RenameJudge NOBODY = (question) -> null;

	/**
	 * Tell whether it was.
	 * @param question the question, which is answered by yes or no
	 * @return {@code null} where there is no answer, so that it stays to be decided
	 */
	@Nullable Boolean isRenamed(String question);

}
