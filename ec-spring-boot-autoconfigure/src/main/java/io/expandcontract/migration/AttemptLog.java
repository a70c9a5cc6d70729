package io.expandcontract.migration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import liquibase.logging.LogService;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's log during one attempt. Errors are held back until it shows whether the
 * attempt is the last, since a failure that is tried again is none.
 */
final class AttemptLog extends AbstractLogService {

	private final LogService target;

	private final List<Entry> errors = new CopyOnWriteArrayList<>();

	AttemptLog(LogService target) {
		this.target = target;
	}

	private record Entry(Logger log, @Nullable String message, @Nullable Throwable failure) {
	}

	/**
	 * Write the errors that were held back.
	 * @param retried whether the attempt is followed by another, so that they are not
	 * errors
	 */
	void end(boolean retried) {
		Level level = retried ? Level.FINE : Level.SEVERE;
		this.errors.forEach((entry) -> entry.log().log(level, entry.message(), entry.failure()));
		this.errors.clear();
	}

	@Override
	public int getPriority() {
		return this.target.getPriority();
	}

	@Override
	@SuppressWarnings("rawtypes")
	public Logger getLog(Class type) {
		Logger log = this.target.getLog(type);
		return new AbstractLogger() {

			@Override
			public void log(Level level, @Nullable String message, @Nullable Throwable failure) {
				if (Level.SEVERE.equals(level)) {
					AttemptLog.this.errors.add(new Entry(log, message, failure));
				}
				else {
					log.log(level, message, failure);
				}
			}

		};
	}

}
