package io.expandcontract.sample.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.expandcontract.migration.MigratedDatabase;

/**
 * A fleet in the middle of a rollout, written straight into its table: half of each
 * release, one instance in twenty silent for an hour.
 */
final class BenchFleet {

	private static final long SILENCE = Duration.ofHours(1).toNanos() / 1000;

	private final MigratedDatabase database;

	private final String old;

	BenchFleet(MigratedDatabase database, String old) {
		this.database = database;
		this.old = old;
	}

	void register(int instances) {
		String current = this.database.changelog().release().id();
		String fleet = this.database.tables().fleet();
		List<Object[]> rows = new ArrayList<>();
		for (int index = 0; index < instances; index++) {
			boolean upgraded = index % 2 == 1;
			long silence = (index % 20 == 0) ? SILENCE : 0;
			rows.add(new Object[] { fleet, UUID.randomUUID().toString(), "users:pod-" + index,
					upgraded ? current : this.old, upgraded ? "1.1" : "1.0", "ec:%012x".formatted(index), silence,
					silence });
		}
		this.database.control().update(this.database.tables().sql("""
				delete from {INSTANCE} where FLEET = ? and NAME like 'users:pod-%'
				"""), fleet);
		this.database.control().batchUpdate(this.database.tables().sql("""
				insert into {INSTANCE} (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG, ADDRESS,
				  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
				values (?, ?, ?, ?, ?, 'SERVING', ?, '10.0.0.1', 'postgres', {now} - ?, {now} - ?)
				"""), rows);
		this.database.control().execute(this.database.tables().sql("analyze {INSTANCE}"));
	}

}
