package io.expandcontract.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.database.StarterTables;

/**
 * A worker in a process of its own, to be killed and stopped. It writes a line before
 * each batch, and how it ended.
 */
final class BackfillWorker {

	static final Duration LEASE = Duration.ofSeconds(1);

	private BackfillWorker() {
	}

	/**
	 * Work.
	 * @param arguments URL, user, schema or a hyphen, the worker's name, the pause before
	 * each batch in milliseconds
	 * @throws SQLException if the database cannot be asked
	 */
	public static void main(String[] arguments) throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(arguments[0]);
		config.setUsername(arguments[1]);
		config.setPassword("");
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql(arguments[0].startsWith("jdbc:postgresql") ? null : BackfillTestSupport.ANSI_MODE);
		try (HikariDataSource dataSource = new HikariDataSource(config)) {
			String schema = arguments[2].equals("-") ? null : arguments[2];
			StarterTables tables = new StarterTables(Engine.of(dataSource), schema, "EC_", "DATABASECHANGELOG");
			BackfillEngine engine = new BackfillEngine(dataSource, tables,
					new BackfillSettings(Duration.ofMillis(30), 100, LEASE));
			long pause = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[4]));
			say(engine.work(BackfillTestSupport.names(), arguments[3], () -> {
				say("batch");
				LockSupport.parkNanos(pause);
				return true;
			}));
		}
		catch (RuntimeException ex) {
			say("ended by " + ex);
		}
	}

	private static void say(Object line) {
		System.out.println("@" + line);
		System.out.flush();
	}

}
