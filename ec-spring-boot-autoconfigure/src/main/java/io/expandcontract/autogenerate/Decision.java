package io.expandcontract.autogenerate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one difference: steps in one phase or split over several, or a
 * question that only a person can answer.
 *
 * @param steps the steps, empty if it is a question
 * @param question the question, if there is one
 */
record Decision(List<Step> steps, @Nullable Question question) {

	/**
	 * Decide.
	 * @param steps the steps; what is {@code null} is left out
	 */
	static Decision of(@Nullable Step... steps) {
		return new Decision(Arrays.stream(steps).filter(Objects::nonNull).map(Objects::requireNonNull).toList(), null);
	}

	static Decision ask(String question, String recipe) {
		return new Decision(List.of(), new Question(question, recipe));
	}

	/**
	 * What a person must decide.
	 *
	 * @param question what is not clear
	 * @param recipe what to do in each case
	 */
	record Question(String question, String recipe) {
	}

}
