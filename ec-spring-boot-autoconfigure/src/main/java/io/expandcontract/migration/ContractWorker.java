package io.expandcontract.migration;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Contracts by itself as soon as the gate opens, where the application asks for that.
 */
public final class ContractWorker implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ContractWorker.class);

	private static final long POLL_SECONDS = 2;

	private final Migrations migrations;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "ec-contract");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Create the worker. It does nothing until it is started.
	 * @param migrations the databases
	 */
	public ContractWorker(Migrations migrations) {
		this.migrations = migrations;
	}

	/**
	 * Begin to look for open gates.
	 */
	public void start() {
		this.executor.scheduleWithFixedDelay(this::look, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
	}

	private void look() {
		try {
			if (this.migrations.databases()
				.stream()
				.anyMatch((database) -> new ContractProspect(database, null).isOpen())) {
				this.migrations.contract(new MigrationRequest(null, false, false, null, "contract.start=auto"))
					.forEach((name, outcome) -> logger.info(name + ": " + outcome.message()));
			}
		}
		catch (DataAccessException ex) {
			logger.debug("Could not look whether the gate is open", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Contracting by itself failed unexpectedly", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
