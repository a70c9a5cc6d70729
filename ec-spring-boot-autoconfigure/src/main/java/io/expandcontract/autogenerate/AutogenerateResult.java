package io.expandcontract.autogenerate;

import java.util.List;

/**
 * What a comparison of the entities with the changelog came to.
 *
 * @param files the files that were written, or would be
 * @param decisions what a person must decide before a file can say it
 * @param remarks what else there is to know
 */
public record AutogenerateResult(List<File> files, List<DecisionNeeded> decisions, List<String> remarks) {

	/**
	 * Return whether entities and changelog agree.
	 * @return {@code true} if there is nothing to write and nothing to decide
	 */
	public boolean isInSync() {
		return this.files.isEmpty() && this.decisions.isEmpty();
	}

	/**
	 * A file.
	 *
	 * @param path its path on the class path
	 * @param content its whole content
	 */
	public record File(String path, String content) {
	}

	/**
	 * What a person must decide.
	 *
	 * @param question what is not clear
	 * @param recipe what to do in each case
	 */
	public record DecisionNeeded(String question, String recipe) {
	}

}
