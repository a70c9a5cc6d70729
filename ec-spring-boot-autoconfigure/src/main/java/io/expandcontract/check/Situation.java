package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.online.OnlineDdl;
import io.expandcontract.online.OnlinePreview;
import io.expandcontract.safety.Breaks;
import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.Effect;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.SchemaState;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a changeset does, where and after what it does it.
 */
final class Situation {

	private static final int LONGEST = 10_000;

	private final Surroundings surroundings;

	private final PhasedChangeSet changeSet;

	private final List<Effect> effects;

	private final int index;

	private final PhaseRule verdict;

	private final SchemaState schema;

	/**
	 * What is the same for all that is judged.
	 *
	 * @param dialect the database's SQL
	 * @param facts the database
	 * @param settings how strict the check is
	 * @param preview knows what has a safe form
	 * @param history what was judged before
	 */
	record Surroundings(Dialect dialect, DatabaseFacts facts, SafetySettings settings, OnlinePreview preview,
			History history) {
	}

	Situation(Surroundings surroundings, PhasedChangeSet changeSet, List<Effect> effects, int index, PhaseRule verdict,
			SchemaState schema) {
		this.surroundings = surroundings;
		this.changeSet = changeSet;
		this.effects = effects;
		this.index = index;
		this.verdict = verdict;
		this.schema = schema;
	}

	Effect effect() {
		return this.effects.get(this.index);
	}

	Operation operation() {
		return effect().operation();
	}

	/**
	 * Return the text of the statement.
	 * @return SQL, or an empty text if Liquibase writes it, or it is too long to be cut
	 * up
	 */
	String text() {
		SqlStatement statement = effect().statement();
		return (statement != null && statement.text().length() <= LONGEST) ? statement.text() : "";
	}

	/**
	 * Return what the same changeset does before.
	 * @return effects in order
	 */
	List<Effect> before() {
		return this.effects.subList(0, this.index);
	}

	/**
	 * Return what the same changeset does after.
	 * @return effects in order
	 */
	List<Effect> after() {
		return this.effects.subList(this.index + 1, this.effects.size());
	}

	/**
	 * Return what a type is under its constraint.
	 * @param type its name
	 * @return the type that a domain with a constraint has without it, or an empty text
	 * for any other type
	 */
	String baseOfConstrainedDomain(String type) {
		String made = this.surroundings.history().baseOfDomain(type);
		return (made != null) ? made : facts().baseOfConstrainedDomain(type);
	}

	/**
	 * Return what was done to a table before, by this changeset and by those before it.
	 * @param table the table
	 * @return effects in order
	 */
	List<Effect> earlier(Name table) {
		return this.surroundings.history().of(table);
	}

	boolean isDropped(String description) {
		return this.surroundings.history().isDropped(description);
	}

	boolean isConstraintDropped(Name table, String constraint) {
		return this.surroundings.history().isConstraintDropped(table, constraint);
	}

	/**
	 * Write a name as the database reads it.
	 * @param name a table, or another object
	 * @return SQL
	 */
	String quote(Name name) {
		return Identifiers.quote(dialect(), name);
	}

	String quote(String identifier) {
		return Identifiers.quote(dialect(), identifier);
	}

	Dialect dialect() {
		return this.surroundings.dialect();
	}

	DatabaseFacts facts() {
		return this.surroundings.facts();
	}

	SchemaState schema() {
		return this.schema;
	}

	@Nullable ColumnFacts column(Name table, String column) {
		return this.schema.column(table, column);
	}

	/**
	 * Return the row of the table of phases that it falls under.
	 * @return the verdict
	 */
	PhaseRule verdict() {
		return this.verdict;
	}

	/**
	 * Return whether it breaks a release that is running: the old one cannot bear it, and
	 * nothing holds it back.
	 * @return {@code true} if it runs while old instances live
	 */
	boolean breaksRunningRelease() {
		Breaks breaks = this.verdict.breaks();
		return (breaks == Breaks.OLD || breaks == Breaks.BOTH) && !isHeldBack();
	}

	boolean isHeldBack() {
		return this.changeSet.isContract();
	}

	boolean isExpand() {
		return this.changeSet.isExpand();
	}

	boolean isInTransaction() {
		return this.changeSet.changeSet().isRunInTransaction();
	}

	/**
	 * Return whether a table is there, with rows, when the run begins.
	 * @param table the table
	 * @return {@code false} if the run creates it, or it is empty
	 */
	boolean hasRows(Name table) {
		return !this.schema.isNew(table) && facts().rows(table) != 0;
	}

	/**
	 * Return whether work that grows with a table takes long.
	 * @param table the table
	 * @return {@code true} if it has many rows, or nobody knows how many
	 */
	boolean isLarge(Name table) {
		if (this.schema.isNew(table)) {
			return false;
		}
		long rows = facts().rows(table);
		return rows < 0 || (rows > 0 && rows >= this.surroundings.settings().largeTableRows());
	}

	/**
	 * Return whether the starter runs it in a form that makes nobody wait.
	 * @return {@code false} if that is switched off, its author objected, what stands
	 * beside it forbids it, or there is no such form
	 */
	boolean isMadeSafe() {
		return mayTakeOtherForm() && this.surroundings.preview().hasForm(operation());
	}

	private boolean mayTakeOtherForm() {
		var changes = this.changeSet.changeSet().getChanges();
		boolean allowed = this.surroundings.settings().online()
				&& OnlineDdl.mayTakeOtherForms(changes.size(), this.changeSet.changeSet().getComments());
		return allowed && isAlone() && (!isInTransaction()
				|| before().stream().allMatch((effect) -> this.surroundings.preview().hasForm(effect.operation())));
	}

	private boolean isAlone() {
		Effect own = effect();
		return own.statement() == null || own.statement().operations().size() == 1;
	}

}
