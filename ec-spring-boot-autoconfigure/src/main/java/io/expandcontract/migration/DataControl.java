package io.expandcontract.migration;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillControl;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.backfill.BackfillStore;
import io.expandcontract.backfill.MigrateControl;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about the moving of data in one database. It is written there, so
 * that every instance obeys, this one or another, now or later.
 */
public final class DataControl {

	/** How to let data move again. */
	public static final String RESUME = "Resume it by POST /actuator/migrations/migrate/resume, or by the command resume.";

	private final MigratedDatabase database;

	private final BackfillControl control;

	/**
	 * Create the control.
	 * @param database the database
	 */
	public DataControl(MigratedDatabase database) {
		this.database = database;
		this.control = new BackfillControl(database.controlSource(), database.tables());
	}

	MigrationOutcome pause(@Nullable String by) {
		return write(() -> this.control.pause(by) ? done("Data no longer moves; the batch at work ends first")
				: MigrationOutcome.nothing("Data is paused already" + by(this.control.read())));
	}

	MigrationOutcome resume() {
		return write(() -> this.control.resume() ? done("Data moves again as soon as it may")
				: MigrationOutcome.nothing("Nothing is paused, cancelled or failed"));
	}

	MigrationOutcome cancel() {
		return write(() -> this.control.cancel(backfills(null))
				? done("Pending backfills are cancelled: what was written stays, and resuming begins anew")
				: MigrationOutcome.nothing("No backfill is pending that is not cancelled"));
	}

	MigrationOutcome tune(@Nullable Duration batchTarget, @Nullable Integer maxBatchSize) {
		return write(() -> {
			this.control.tune(batchTarget, maxBatchSize);
			MigrateControl now = this.control.read();
			return done("From the next batch on: batch target " + text(now.batchTarget(), " ms") + ", at most "
					+ ((now.maxBatchSize() != null) ? now.maxBatchSize() + " rows" : "as many rows as configured"));
		});
	}

	private static String text(@Nullable Duration duration, String unit) {
		return (duration != null) ? duration.toNanos() / 1e6 + unit : "as configured";
	}

	void start(@Nullable String checkpoint) {
		this.control.start(backfills(checkpoint));
	}

	private List<Backfill> backfills(@Nullable String checkpoint) {
		return new PendingData(this.database).of(this.database.pending(), checkpoint)
			.stream()
			.filter(Backfill::isIn)
			.map((changeSet) -> Backfill.of(changeSet, null))
			.toList();
	}

	private MigrationOutcome write(java.util.function.Supplier<MigrationOutcome> action) {
		return this.database.isInstalled() ? action.get()
				: MigrationOutcome.nothing("The starter's tables are not there yet, so nothing moves");
	}

	private static MigrationOutcome done(String message) {
		return new MigrationOutcome(Outcome.DONE, null, message, null, List.of(), List.of(), List.of());
	}

	private static String by(MigrateControl control) {
		return (control.pausedBy() != null) ? " by " + control.pausedBy() : "";
	}

	/**
	 * Return how data shall move.
	 * @return what was said last
	 */
	public MigrateControl read() {
		return this.control.read();
	}

	/**
	 * Return what a person has to decide before a changeset goes on.
	 * @param changeSet a migrate changeset
	 * @return a sentence without its end, or {@code null} if nothing is held
	 */
	@Nullable String held(PhasedChangeSet changeSet) {
		if (!this.database.isInstalled()) {
			return null;
		}
		BackfillProgress progress = Backfill.isIn(changeSet)
				? new BackfillStore(this.database.controlSource(), this.database.tables())
					.find(Backfill.of(changeSet, null))
				: null;
		if (progress != null && progress.state() == BackfillState.CANCELLED) {
			return "it is cancelled";
		}
		if (progress != null && progress.state() == BackfillState.FAILED) {
			return "it failed: " + Objects.requireNonNullElse(progress.failure(), "the log says why");
		}
		return paused(this.control.read());
	}

	/**
	 * Say that data is paused.
	 * @param control how data shall move
	 * @return a part of a sentence, or {@code null} if it is not
	 */
	public static @Nullable String paused(MigrateControl control) {
		return control.paused() ? "data is paused" + by(control) : null;
	}

}
