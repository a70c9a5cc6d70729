package io.expandcontract.safety;

import java.util.List;

import io.expandcontract.changelog.Phase;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges changesets whose phase only the application knows: a custom change, a call of a
 * procedure. It is asked about pending changesets to which neither contexts nor path nor
 * what they do gives a phase. Declare a bean of this type to answer.
 */
@FunctionalInterface
public interface PhaseClassifier {

	/** Answers nothing. */
	PhaseClassifier ABSTAINING = (changeSet, effects) -> null;

	/**
	 * Return the phase of a changeset.
	 * @param changeSet the parsed changeset
	 * @param effects what it is known to do
	 * @return the phase, or {@code null} to abstain, so that it must be declared
	 */
	@Nullable Phase classify(ChangeSet changeSet, List<Effect> effects);

}
