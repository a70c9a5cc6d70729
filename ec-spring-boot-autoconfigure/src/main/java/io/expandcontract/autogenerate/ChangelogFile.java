package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.Plan.Planned;
import io.expandcontract.changelog.Phase;

/**
 * One file to write.
 *
 * @param path its path on the class path
 * @param phase its phase
 * @param author who its changesets belong to
 * @param dbms the engine that its SQL is for
 * @param changeSets its changesets
 * @param siblings the paths of the files of every phase
 * @param questions what a person must decide, to be told at the top
 */
record ChangelogFile(String path, Phase phase, String author, String dbms, List<Planned> changeSets,
		Map<Phase, String> siblings, List<Decision.Question> questions) {

	/**
	 * Return the context of its changesets; a contract changeset without the sign would
	 * be run by plain Liquibase.
	 */
	String context() {
		return switch (this.phase) {
			case EXPAND -> "expand";
			case MIGRATE -> "migrate";
			case CONTRACT -> "@contract";
		};
	}

	/**
	 * Return what must have run before a changeset.
	 */
	List<Change> dependencies(Planned changeSet) {
		return changeSet.dependsOn()
			.stream()
			.map((other) -> Change.of("changeSetExecuted", "id", String.valueOf(other.id()), "author", this.author,
					"changeLogFile", this.siblings.get(other.phase())))
			.toList();
	}

}
