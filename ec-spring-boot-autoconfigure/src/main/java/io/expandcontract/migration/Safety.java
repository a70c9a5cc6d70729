package io.expandcontract.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.check.DatabaseFacts;
import io.expandcontract.check.Finding;
import io.expandcontract.check.SafetyCheck;
import io.expandcontract.check.SafetySettings;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.SchemaFacts;

/**
 * What the safety rules say of what was pending when this process looked.
 */
public final class Safety {

	private final ChangeOperations operations;

	private final SafetySettings settings;

	private volatile List<Finding> findings = List.of();

	/**
	 * Create it for one database, before anyone has looked.
	 * @param operations tells what changesets do
	 * @param settings how strict the rules are
	 */
	public Safety(ChangeOperations operations, SafetySettings settings) {
		this.operations = operations;
		this.settings = settings;
	}

	/**
	 * Return what was found.
	 * @return findings in the order of the changesets, none before the boot has looked
	 */
	public List<Finding> findings() {
		return this.findings;
	}

	/**
	 * Look at what is pending. A waiver counts until the changelog holds its checkpoint.
	 * What has no phase is left to whoever asks for one.
	 */
	List<Finding> check(PhasedChangelog changelog, List<PhasedChangeSet> pending, SchemaFacts schema,
			DatabaseFacts facts) {
		List<Finding> all = new SafetyCheck(this.operations, schema, facts, this.settings).check(pending,
				new HashSet<>(changelog.checkpoints()));
		Set<ChangeSetKey> phased = pending.stream()
			.filter((changeSet) -> changeSet.phase() != null)
			.map(PhasedChangeSet::key)
			.collect(Collectors.toSet());
		this.findings = all.stream().filter((finding) -> phased.contains(finding.changeSet())).toList();
		return this.findings;
	}

}
