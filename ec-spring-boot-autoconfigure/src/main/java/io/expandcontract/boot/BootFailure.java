package io.expandcontract.boot;

import io.expandcontract.changelog.InvalidChangelogException;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.database.UnsupportedDatabaseException;
import io.expandcontract.fleet.AdmissionTimeoutException;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.DataReliedOnException;
import io.expandcontract.migration.ExpandPendingException;
import io.expandcontract.migration.InterruptedChangeSetException;
import io.expandcontract.migration.MigrationLockTimeoutException;
import io.expandcontract.migration.StarterTablesMissingException;
import liquibase.exception.MigrationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a boot is known to fail, each with what to do about it and the
 * section of docs/messages.md that says more.
 */
enum BootFailure {

	/** The schema was contracted past this release. */
	CONTRACTED_PAST("contracted-past",
			"Deploy the release that contracted or a later one, or restore the database to a state before the contract.",
			ContractedPastException.class),

	/** A newer release relies on data that this one does not write. */
	DATA_RELIED_ON("data-relied-on",
			"Deploy a release that has the backfill in its changelog. To keep such a way back next time, keep the columns in "
					+ "step by syncColumns.",
			DataReliedOnException.class),

	/** The changelog contradicts itself. */
	INVALID_CHANGELOG("invalid-changelog", "Correct each changeset named above.", InvalidChangelogException.class),

	/** Pending changesets cannot run as they are. */
	REFUSED_CHANGES("refused-changes",
			"Split, declare or reorder each changeset as its lines say. Nothing was run. Declared phases win over what is "
					+ "inferred; expand-contract.phases.inference=report only logs.",
			RefusedChangesException.class),

	/** Liquibase is set up in a way that escapes the fence. */
	UNSUPPORTED_LIQUIBASE("unsupported-liquibase",
			"Change what is named above, or set expand-contract.enabled=false and keep the order of phases yourself.",
			UnsupportedLiquibaseException.class),

	/** Someone else held the migration lock for too long. */
	MIGRATION_LOCK_TIMEOUT("migration-lock-timeout",
			"Wait for the run that holds the lock, or raise expand-contract.boot-timeout.",
			MigrationLockTimeoutException.class),

	/** An intended contract stood in the way for too long. */
	ADMISSION_TIMEOUT("admission-timeout",
			"See GET /actuator/migrations of an instance that serves. A contract that is at work ends by itself; what an interrupted "
					+ "one left is settled by calling contract once more.",
			AdmissionTimeoutException.class),

	/** Expand changesets are pending, and this boot may not run them. */
	EXPAND_PENDING("expand-pending",
			"Expand first: boot an instance with expand-contract.on-boot=expand, or run the expand command as a Job.",
			ExpandPendingException.class),

	/** The starter's tables are missing. */
	STARTER_TABLES_MISSING("starter-tables-missing",
			"Let a user with the right to do so run the statements above, or give spring.liquibase.user that right.",
			StarterTablesMissingException.class),

	/** The database cannot carry the protocol. */
	UNSUPPORTED_DATABASE("unsupported-database",
			"Let Liquibase connect to a supported primary server directly, for instance by spring.liquibase.url.",
			UnsupportedDatabaseException.class),

	/** Nothing shows whether a changeset took effect. */
	INTERRUPTED_CHANGESET("interrupted-changeset",
			"Look at the schema, record the changeset if it took effect, and delete its intent.",
			InterruptedChangeSetException.class),

	/** A changeset failed. */
	CHANGESET_FAILED("changeset-failed",
			"Correct what the database complains about and boot again. What ran before it is done and is not run again.",
			MigrationFailedException.class);

	private final String anchor;

	private final String action;

	private final Class<? extends Throwable> type;

	BootFailure(String anchor, String action, Class<? extends Throwable> type) {
		this.anchor = anchor;
		this.action = action;
		this.type = type;
	}

	static @Nullable BootFailure of(Throwable cause) {
		for (BootFailure failure : values()) {
			if (failure.type.isInstance(cause)) {
				return failure;
			}
		}
		return null;
	}

	/**
	 * Return the section that says more.
	 * @return an anchor in docs/messages.md
	 */
	String anchor() {
		return this.anchor;
	}

	/**
	 * Return what to do.
	 * @return sentences that end in a reference to the section
	 */
	String action() {
		return this.action + " See docs/messages.md#" + this.anchor;
	}

	/**
	 * Return what happened.
	 * @param cause an exception of one of the types
	 * @return its message, with what a person needs beside it
	 */
	String description(Throwable cause) {
		if (cause instanceof StarterTablesMissingException missing) {
			return missing.getMessage() + ":\n\n" + String.join(";\n", missing.statements()) + ";";
		}
		if (cause instanceof InvalidChangelogException invalid) {
			return "The changelog cannot be run:\n\n  - " + String.join("\n  - ", invalid.problems());
		}
		if (cause instanceof RefusedChangesException refused) {
			return "Pending changesets cannot run as they are:\n\n  - " + String.join("\n  - ", refused.refusals());
		}
		return String.valueOf(cause.getMessage());
	}

}
