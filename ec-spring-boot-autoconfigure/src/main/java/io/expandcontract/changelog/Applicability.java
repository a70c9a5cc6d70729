package io.expandcontract.changelog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Which changesets apply to this database under the user's own contexts and labels, and
 * which of those have yet to run. What a filter excludes is not pending.
 */
public final class Applicability {

	private final PhasedChangelog changelog;

	private final List<PhasedChangeSet> applicable;

	/**
	 * Ask Liquibase's own filters, before any changeset is marked.
	 * @param changelog the changelog with phases
	 * @param contexts the user's contexts
	 * @param labels the user's label filter
	 * @param database the database
	 */
	public Applicability(PhasedChangelog changelog, Contexts contexts, LabelExpression labels, Database database) {
		List<ChangeSetFilter> filters = List.of(new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels),
				new DbmsChangeSetFilter(database), new IgnoreChangeSetFilter());
		this.changelog = changelog;
		this.applicable = changelog.changeSets()
			.stream()
			.filter((changeSet) -> filters.stream()
				.allMatch((filter) -> filter.accepts(changeSet.changeSet()).isAccepted()))
			.toList();
	}

	/**
	 * Return what applies.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> changeSets() {
		return this.applicable.stream().map(this::current).toList();
	}

	/**
	 * Return what has yet to run.
	 * @param ran the history: identities with the checksum they ran with
	 * @param notAgain identities that a release which knows more ran last
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> pending(Map<ChangeSetKey, ? extends @Nullable String> ran,
			Collection<ChangeSetKey> notAgain) {
		Set<ChangeSetKey> excluded = new HashSet<>(notAgain);
		return this.applicable.stream()
			.map(this::current)
			.filter((changeSet) -> !ran.containsKey(changeSet.key()) || (!excluded.contains(changeSet.key())
					&& isDueAgain(changeSet.changeSet(), ran.get(changeSet.key()))))
			.toList();
	}

	private PhasedChangeSet current(PhasedChangeSet changeSet) {
		PhasedChangeSet current = this.changelog.find(changeSet.key());
		return (current != null) ? current : changeSet;
	}

	private static boolean isDueAgain(ChangeSet changeSet, @Nullable String checksum) {
		if (changeSet.isAlwaysRun()) {
			return true;
		}
		return changeSet.isRunOnChange() && checksum != null
				&& !checksum.equals(changeSet.generateCheckSum(liquibase.ChecksumVersion.latest()).toString());
	}

	/**
	 * Return what may run more than once.
	 * @return changesets with {@code runAlways} or {@code runOnChange}
	 */
	public List<PhasedChangeSet> repeatable() {
		return this.applicable.stream()
			.filter((changeSet) -> changeSet.changeSet().isAlwaysRun() || changeSet.changeSet().isRunOnChange())
			.toList();
	}

}
