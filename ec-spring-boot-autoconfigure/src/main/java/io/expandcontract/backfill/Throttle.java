package io.expandcontract.backfill;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.expandcontract.database.Pressure;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks the database and the application whether data may move now: the bean of the
 * application first, then replicas, then who waits for a lock of the table.
 */
final class Throttle {

	/**
	 * The longest delay of a replica, as gh-ost has it by default
	 * ({@code --max-lag-millis}).
	 */
	private static final Duration LONGEST_LAG = Duration.ofMillis(1500);

	private final JdbcTemplate jdbc;

	private final Pressure pressure;

	private final TargetTable.Name table;

	private final List<BackfillThrottle> throttles;

	private final Supplier<@Nullable BackfillProgress> progress;

	Throttle(JdbcTemplate jdbc, Pressure pressure, TargetTable.Name table, List<BackfillThrottle> throttles,
			Supplier<@Nullable BackfillProgress> progress) {
		this.jdbc = jdbc;
		this.pressure = pressure;
		this.table = table;
		this.throttles = throttles;
		this.progress = progress;
	}

	Health health() {
		try {
			String reason = ofApplication();
			if (reason != null) {
				return new Health(Health.Advice.WAIT, reason);
			}
			Duration lag = this.pressure.replicaLag(this.jdbc);
			if (lag != null && lag.compareTo(LONGEST_LAG) > 0) {
				return new Health(Health.Advice.WAIT, "a replica is " + lag.toMillis() + " ms behind");
			}
			int waiters = this.pressure.lockWaiters(this.jdbc, this.table.schema(), this.table.table());
			return (waiters == 0) ? Health.GOOD : new Health(Health.Advice.YIELD,
					waiters + ((waiters == 1) ? " session waits" : " sessions wait") + " for locks of the table");
		}
		catch (RuntimeException ex) {
			return new Health(Health.Advice.SLOW, "going on slowly, since health cannot be read: " + ex.getMessage());
		}
	}

	private @Nullable String ofApplication() {
		if (this.throttles.isEmpty()) {
			return null;
		}
		BackfillProgress now = this.progress.get();
		for (BackfillThrottle throttle : this.throttles) {
			String reason = (now != null) ? throttle.reasonToWait(now) : null;
			if (reason != null) {
				return reason;
			}
		}
		return null;
	}

}
