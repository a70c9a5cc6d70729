package io.expandcontract.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Holds the state as it was read last, so that a probe or a scrape costs no SQL. A
 * database that cannot be asked leaves the last state as it is, with its age.
 */
public final class StatusCache implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StatusCache.class);

	private final StatusReader reader;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "ec-status");
		thread.setDaemon(true);
		return thread;
	});

	private volatile @Nullable Reading last;

	private final List<Consumer<MigrationStatus>> listeners = new CopyOnWriteArrayList<>();

	private record Reading(MigrationStatus status, long nanos) {
	}

	/**
	 * Create an empty cache.
	 * @param reader reads the state
	 */
	public StatusCache(StatusReader reader) {
		this.reader = reader;
	}

	/**
	 * Begin to read the state in the background.
	 * @param interval the pause between two readings
	 */
	public void start(Duration interval) {
		this.executor.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Tell of the last reading, and of each to come.
	 * @param listener told on the thread that reads
	 */
	public void onRead(Consumer<MigrationStatus> listener) {
		this.listeners.add(listener);
		MigrationStatus read = last();
		if (read != null) {
			listener.accept(read);
		}
	}

	/**
	 * Read the state now.
	 */
	public void refresh() {
		try {
			long nanos = System.nanoTime();
			Reading reading = new Reading(this.reader.read(), nanos);
			this.last = reading;
			this.listeners.forEach((listener) -> listener.accept(reading.status()));
		}
		catch (DataAccessException ex) {
			logger.debug("The state could not be read", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Reading the state failed unexpectedly", ex);
		}
	}

	/**
	 * Return the state as it was read last.
	 * @return the state, or {@code null} if it was never read
	 */
	public @Nullable MigrationStatus last() {
		Reading reading = this.last;
		return (reading != null) ? reading.status() : null;
	}

	/**
	 * Return how old the state that was read last is, by this JVM's monotonic clock.
	 * @return its age, or {@code null} if it was never read
	 */
	public @Nullable Duration age() {
		Reading reading = this.last;
		return (reading != null) ? Duration.ofNanos(System.nanoTime() - reading.nanos()) : null;
	}

	@Override
	public void close() {
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
