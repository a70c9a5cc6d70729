package io.expandcontract.migration;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.expandcontract.database.Engine;
import io.expandcontract.database.SessionActivity;
import io.expandcontract.fleet.SchemaGeneration;
import io.expandcontract.online.DdlListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Logs what a run is at while a statement of it takes long, as the database itself sees
 * it.
 */
final class Activity {

	private static final Log logger = LogFactory.getLog(Activity.class);

	private static final int SECONDS = 10;

	private static final ScheduledExecutorService TIMER = timer();

	private final Engine engine;

	private final JdbcTemplate jdbc;

	/**
	 * Create it for a database.
	 * @param engine the database's strategy
	 * @param jdbc the database, on a connection other than the run's
	 */
	Activity(Engine engine, JdbcTemplate jdbc) {
		this.engine = engine;
		this.jdbc = jdbc;
	}

	private static ScheduledExecutorService timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "ec-activity");
			thread.setDaemon(true);
			return thread;
		});
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	/**
	 * Return what is to be told of a run's statements.
	 * @param session the session that they run in
	 * @param generation begins anew when what queries return has changed
	 * @return the listener
	 */
	DdlListener listener(String session, SchemaGeneration generation) {
		return new DdlListener() {

			private @Nullable ScheduledFuture<?> word;

			@Override
			public void begins(String sql) {
				ends();
				this.word = TIMER.scheduleAtFixedRate(() -> tell(session), SECONDS, SECONDS, TimeUnit.SECONDS);
			}

			@Override
			public void ends() {
				if (this.word != null) {
					this.word.cancel(false);
					this.word = null;
				}
			}

			@Override
			public void shapeChanged() {
				generation.next();
			}

		};
	}

	private void tell(String session) {
		try {
			SessionActivity activity = this.engine.activity(this.jdbc, session);
			if (activity != null) {
				logger.info("Running " + activity);
			}
		}
		catch (DataAccessException ex) {
			logger.debug("What the run is at could not be asked", ex);
		}
	}

}
