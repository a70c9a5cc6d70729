package io.expandcontract.autogenerate;

import java.util.List;
import java.util.stream.Stream;

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
	 * Return what a person reads where entities and changelog do not agree.
	 * @return each file that is missing, with what it would say, and each question; none
	 * if they agree
	 */
	public List<String> differences() {
		return Stream
			.concat(this.files.stream().map((file) -> "The changelog lacks " + file.path() + ":\n" + file.content()),
					this.decisions.stream().map((decision) -> decision.question() + ". " + decision.recipe()))
			.toList();
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
