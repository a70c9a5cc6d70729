package io.expandcontract.sample.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers that each update one row of a table ten times a second, on connections of their
 * own. A write is measured from the moment at which it was due, so that waiting behind a
 * slow one counts.
 */
final class Writers implements AutoCloseable {

	private static final long EVERY = 100_000_000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Future<long[]>> latencies = new ArrayList<>();

	private final String table;

	private final int rows;

	private volatile boolean stopped;

	private Writers(DdlServer server, String database, String table, int rows, int count) throws SQLException {
		this.table = table;
		this.rows = rows;
		for (int index = 0; index < count; index++) {
			Connection connection = server.connect(database);
			long offset = EVERY * index / count;
			this.latencies.add(this.threads.submit(() -> write(connection, offset)));
		}
	}

	static Writers ofTheTable(DdlServer server, String database) throws SQLException {
		return new Writers(server, database, "orders", DdlServer.ROWS, 20);
	}

	/**
	 * Begin to write a table that no change concerns: what these notice comes from the
	 * machine.
	 */
	static Writers ofAnother(DdlServer server, String database) throws SQLException {
		return new Writers(server, database, "bystander", DdlServer.CUSTOMERS, 4);
	}

	/**
	 * What writers noticed.
	 *
	 * @param p50 median, in milliseconds
	 * @param p99 the latency that one write in a hundred exceeds
	 * @param longest the longest
	 */
	record Noticed(double p50, double p99, double longest) {

		static Noticed of(long[] sorted) {
			return new Noticed(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6,
					sorted[sorted.length - 1] / 1e6);
		}

	}

	private long[] write(Connection connection, long offset) throws SQLException {
		List<Long> taken = new ArrayList<>();
		try (connection;
				PreparedStatement update = connection
					.prepareStatement("update " + this.table + " set amount = amount + 1 where id = ?")) {
			for (long due = System.nanoTime() + offset; !this.stopped; due += EVERY) {
				while (System.nanoTime() < due) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
				update.setLong(1, ThreadLocalRandom.current().nextLong(2, this.rows));
				update.executeUpdate();
				taken.add(System.nanoTime() - due);
			}
		}
		return taken.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * Stop writing.
	 * @return what the writers noticed, all of them together
	 * @throws InterruptedException if interrupted
	 * @throws ExecutionException if a write failed
	 */
	Noticed stop() throws InterruptedException, ExecutionException {
		this.stopped = true;
		List<long[]> all = new ArrayList<>();
		for (Future<long[]> each : this.latencies) {
			all.add(each.get());
		}
		return Noticed.of(all.stream().flatMapToLong(Arrays::stream).sorted().toArray());
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdown();
	}

}
