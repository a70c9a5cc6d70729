package io.expandcontract.sample.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
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
 * Writers that each update a row fifty times a second, eight of them random rows, two of
 * them one row. A write is measured from the moment at which it was due.
 */
final class BackfillWriters implements AutoCloseable {

	private static final int RANDOM = 8;

	private static final int HOT = 2;

	private static final long EVERY = 20_000_000;

	private final ExecutorService threads = Executors.newFixedThreadPool(RANDOM + HOT);

	private final List<Future<long[]>> random = new ArrayList<>();

	private final List<Future<long[]>> hot = new ArrayList<>();

	private final long began = System.nanoTime();

	private volatile boolean stopped;

	BackfillWriters(DdlServer server, String database, long rows) throws SQLException {
		for (int index = 0; index < RANDOM + HOT; index++) {
			Connection connection = server.connect(database);
			long offset = EVERY * index / (RANDOM + HOT);
			long row = (index < RANDOM) ? 0 : rows / 2;
			((index < RANDOM) ? this.random : this.hot)
				.add(this.threads.submit(() -> write(connection, offset, row, rows)));
		}
	}

	/**
	 * What writers noticed.
	 *
	 * @param random those of random rows
	 * @param hot those of one row
	 */
	record Noticed(Writers.Noticed random, Writers.Noticed hot) {

		Writers.Noticed worse() {
			return new Writers.Noticed(Math.max(this.random.p50(), this.hot.p50()),
					Math.max(this.random.p99(), this.hot.p99()), Math.max(this.random.longest(), this.hot.longest()));
		}

	}

	private long[] write(Connection connection, long offset, long row, long rows) throws SQLException {
		List<Long> taken = new ArrayList<>();
		try (connection;
				PreparedStatement update = connection
					.prepareStatement("update account set visits = visits + 1 where id = ?")) {
			for (long due = System.nanoTime() + offset; !this.stopped; due += EVERY) {
				while (System.nanoTime() < due) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
				update.setLong(1, (row > 0) ? row : ThreadLocalRandom.current().nextLong(1, rows + 1));
				update.executeUpdate();
				taken.add(System.nanoTime() - due);
			}
		}
		return taken.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * Wait until there has been enough to measure.
	 * @param least the least time
	 */
	void awaitMeasured(Duration least) {
		while (System.nanoTime() - this.began < least.toNanos()) {
			LockSupport.parkNanos(least.toNanos() - (System.nanoTime() - this.began));
		}
	}

	Noticed stop() throws InterruptedException, ExecutionException {
		this.stopped = true;
		return new Noticed(noticed(this.random), noticed(this.hot));
	}

	private static Writers.Noticed noticed(List<Future<long[]>> writers)
			throws InterruptedException, ExecutionException {
		List<long[]> all = new ArrayList<>();
		for (Future<long[]> each : writers) {
			all.add(each.get());
		}
		return Writers.Noticed.of(all.stream().flatMapToLong(Arrays::stream).sorted().toArray());
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdown();
	}

}
