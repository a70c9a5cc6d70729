package io.expandcontract.sample.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

import io.expandcontract.testsupport.MariaDbServer;
import io.expandcontract.testsupport.MySqlServer;
import io.expandcontract.testsupport.ServerProcess;
import org.awaitility.Awaitility;

/**
 * A real server of one kind for one run of the benchmark, which writes each commit to
 * disk as one in production does.
 *
 * @param kind of which kind
 * @param base the JDBC URL without a database
 * @param stop how it is stopped
 */
record DdlServer(Kind kind, String base, AutoCloseable stop) implements AutoCloseable {

	/** Rows of the large table: a little over a million. */
	static final int ROWS = 1 << 20;

	private static final int FEW_PAGES = 200;

	static final int CUSTOMERS = 1 << 14;

	/**
	 * Kinds of servers.
	 */
	enum Kind {

		POSTGRESQL("postgres", 1), MYSQL("application", 1000), MARIADB("application", 1000);

		private final String user;

		private final long unit;

		Kind(String user, long unit) {
			this.user = user;
			this.unit = unit;
		}

		static Kind of(String... arguments) {
			for (Kind kind : values()) {
				if (arguments.length == 1 && arguments[0].equals("--database=" + kind)) {
					return kind;
				}
			}
			if (arguments.length == 0) {
				return POSTGRESQL;
			}
			throw new IllegalArgumentException("usage: ./bench ddl [--database=postgresql|mysql|mariadb]");
		}

		/**
		 * Return a timeout as the server keeps it: some count whole seconds.
		 * @param millis the timeout as it is configured
		 * @return milliseconds
		 */
		long kept(long millis) {
			return (millis + this.unit - 1) / this.unit * this.unit;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static DdlServer start(Kind kind) throws IOException {
		if (kind == Kind.POSTGRESQL) {
			BenchServer server = new BenchServer();
			return new DdlServer(kind, server.url().replaceFirst("[^/]*$", ""), server);
		}
		ServerProcess server = (kind == Kind.MYSQL) ? MySqlServer.start() : MariaDbServer.start();
		server.execute("set global innodb_flush_log_at_trx_commit = 1");
		server.execute("set global innodb_buffer_pool_size = 1073741824");
		server.execute((kind == Kind.MYSQL) ? "set global innodb_redo_log_capacity = 1073741824"
				: "set global innodb_log_file_size = 1073741824");
		return new DdlServer(kind, server.url(), server);
	}

	/**
	 * Create an empty database.
	 * @param name its name
	 * @throws SQLException if the server refuses
	 */
	void create(String name) throws SQLException {
		execute((this.kind == Kind.POSTGRESQL) ? "postgres" : "mysql", "create database " + name);
	}

	/**
	 * Fill the tables of a database.
	 * @param name its name
	 * @throws SQLException if the server refuses
	 */
	void fill(String name) throws SQLException {
		execute(name, "insert into customer values (1)", "insert into bystander values (1, 0)",
				"insert into orders values (1, 1, 0, 'note 1', 'code 1')");
		for (int rows = 1; rows < CUSTOMERS; rows *= 2) {
			execute(name, "insert into customer select id + " + rows + " from customer",
					"insert into bystander select id + " + rows + ", 0 from bystander");
		}
		for (int rows = 1; rows < ROWS; rows *= 2) {
			execute(name, """
					insert into orders select id + %1$d, (id + %1$d) %% %2$d + 1, 0, concat('note ', id + %1$d), 'code'
					from orders
					""".formatted(rows, CUSTOMERS - 1));
		}
		execute(name, (this.kind == Kind.POSTGRESQL) ? "vacuum analyze orders" : "analyze table orders");
	}

	/**
	 * Wait until what was written is on disk, so that the next measurement does not pay
	 * for it.
	 * @param name a database
	 * @throws SQLException if the server refuses
	 */
	void settle(String name) throws SQLException {
		if (this.kind == Kind.POSTGRESQL) {
			execute(name, "checkpoint");
			return;
		}
		execute(name, "set global innodb_max_dirty_pages_pct_lwm = 0", "set global innodb_max_dirty_pages_pct = 0",
				"set global innodb_io_capacity_max = 20000", "set global innodb_io_capacity = 20000");
		try (Connection connection = connect(name); Statement statement = connection.createStatement()) {
			Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
				try (ResultSet rows = statement
					.executeQuery("show global status like 'Innodb_buffer_pool_pages_dirty'")) {
					return rows.next() && rows.getLong(2) < FEW_PAGES;
				}
			});
		}
		execute(name, "set global innodb_max_dirty_pages_pct = 90", "set global innodb_io_capacity = 200",
				"set global innodb_io_capacity_max = 2000");
	}

	String url(String name) {
		return this.base + name;
	}

	Connection connect(String name) throws SQLException {
		return DriverManager.getConnection(url(name), this.kind.user, "");
	}

	String user() {
		return this.kind.user;
	}

	private void execute(String name, String... statements) throws SQLException {
		try (Connection connection = connect(name); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	@Override
	public void close() throws Exception {
		this.stop.close();
	}

}
