package io.expandcontract.migration;

import java.time.Duration;

import javax.sql.DataSource;

import io.expandcontract.database.DedicatedDataSource;
import io.expandcontract.database.SessionTag;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The starter's own connections beside the application's pool, which it cannot exhaust:
 * one for heartbeats, one for looking, one for moving data, so that none waits for
 * another.
 */
final class OwnConnections implements AutoCloseable {

	private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

	private final DedicatedDataSource lease;

	private final DedicatedDataSource control;

	private final DedicatedDataSource backfill;

	OwnConnections(DataSource applicationSource, SessionTag tag, Duration staleAfter) {
		this.lease = DedicatedDataSource.of(applicationSource, tag, "ec-lease", staleAfter);
		this.control = DedicatedDataSource.of(applicationSource, tag, "ec-control", ANSWER_WITHIN);
		this.backfill = DedicatedDataSource.of(applicationSource, tag, "ec-backfill", ANSWER_WITHIN);
	}

	JdbcTemplate lease() {
		return new JdbcTemplate(this.lease);
	}

	DataSource control() {
		return this.control;
	}

	DataSource backfill() {
		return this.backfill;
	}

	@Override
	public void close() {
		this.lease.close();
		this.backfill.close();
		this.control.close();
	}

}
