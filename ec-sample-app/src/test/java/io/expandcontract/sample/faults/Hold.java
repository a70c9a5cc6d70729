package io.expandcontract.sample.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/**
 * A place in a run at which its session stays until the test lets it go on. Whoever
 * arrives there shows it by a lock of its own.
 */
final class Hold implements AutoCloseable {

	private final JdbcTemplate tester;

	private final Connection connection;

	private final int place;

	private int session;

	Hold(DataSource tester, int place) {
		this.tester = new JdbcTemplate(tester);
		this.place = place;
		try {
			this.connection = tester.getConnection();
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("select pg_advisory_lock(" + place + ")");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait for a session to arrive.
	 * @return its process id in the server
	 */
	int awaitArrival() {
		this.session = await().atMost(Duration.ofSeconds(90)).until(this::arrived, (pid) -> pid != 0);
		return this.session;
	}

	/**
	 * Wait until the database has ended the session that arrived. Another may arrive.
	 */
	void awaitDeparture() {
		await().atMost(Duration.ofSeconds(90))
			.until(() -> this.tester.queryForList("select pid from pg_stat_activity where pid = ?", this.session)
				.isEmpty());
	}

	private int arrived() {
		Integer pid = this.tester.queryForObject("""
				select coalesce(max(pid), 0) from pg_locks
				where locktype = 'advisory' and mode = 'ShareLock' and granted and classid = 0 and objid = ?
				  and database = (select oid from pg_database where datname = current_database())
				""", Integer.class, this.place + 1);
		return (pid != null) ? pid : 0;
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
