package io.expandcontract.migration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stops a run when the JVM is told to end: Spring closes a context that is still booting
 * only once it has booted, however long an index is built for.
 */
final class ShutdownStop implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ShutdownStop.class);

	private static final long AGAIN_MILLIS = 250;

	private static final int TIMES = 40;

	private final Runnable stop;

	private final Thread hook = new Thread(this::stop, "ec-stop");

	private final CountDownLatch ended = new CountDownLatch(1);

	/**
	 * Create it for a run.
	 * @param stop stops the run; it may come a moment too early for a statement, and so
	 * is called again until the run has ended
	 */
	ShutdownStop(Runnable stop) {
		this.stop = stop;
	}

	/**
	 * Say that the run can be stopped from now on.
	 */
	void armed() {
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			logger.info("The JVM ends, so nothing is begun");
			this.stop.run();
		}
	}

	private void stop() {
		try {
			int times = 0;
			do {
				this.stop.run();
				times++;
			}
			while (!this.ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS) && times < TIMES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM ends", ex);
		}
	}

}
