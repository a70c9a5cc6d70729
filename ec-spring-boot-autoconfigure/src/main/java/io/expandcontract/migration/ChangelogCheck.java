package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.check.Danger;
import io.expandcontract.check.Finding;
import io.expandcontract.check.Severity;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said of what is pending without running it: phases, what refuses to be
 * one, safety rules, and the entities of this build. Looking changes nothing.
 */
public final class ChangelogCheck {

	/** The rule of findings about phases. */
	public static final String PHASE = "phase";

	/** The rule of findings about entities. */
	public static final String MODEL = "model";

	private final MigratedDatabase database;

	/**
	 * Create the check of a database.
	 * @param database the database
	 */
	public ChangelogCheck(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * A changeset that has yet to run, with what was found.
	 *
	 * @param changeSet the changeset with its phase, however it was found
	 * @param findings what was found, the gravest first
	 */
	public record Checked(PhasedChangeSet changeSet, List<Finding> findings) {
	}

	/**
	 * Check what is pending. A fresh database is no exception here: its changesets are
	 * judged one after the other on the schema that those before them make.
	 * @return changesets in running order
	 */
	public List<Checked> check() {
		PendingPhases.Judged judged = new PendingPhases(this.database).judge();
		List<Checked> checked = new ArrayList<>();
		for (PhasedChangeSet changeSet : judged.changeSets()) {
			List<Finding> findings = new ArrayList<>();
			add(findings, PHASE, Severity.FAIL, changeSet, judged.refusals().get(changeSet.key()));
			if (changeSet.isContract()) {
				add(findings, MODEL, Severity.FAIL, changeSet, this.database.modelCheck().check(changeSet));
			}
			judged.findings()
				.stream()
				.filter((finding) -> finding.changeSet().equals(changeSet.key()))
				.sorted((one, other) -> other.severity().compareTo(one.severity()))
				.forEach(findings::add);
			add(findings, PHASE, Severity.WARN, changeSet, judged.contradictions().get(changeSet.key()));
			checked.add(new Checked(changeSet, List.copyOf(findings)));
		}
		return checked;
	}

	private static void add(List<Finding> findings, String rule, Severity severity, PhasedChangeSet changeSet,
			@Nullable String message) {
		if (message != null) {
			findings.add(new Finding(rule, Danger.BREAKS, severity, changeSet.key(), message, List.of()));
		}
	}

}
