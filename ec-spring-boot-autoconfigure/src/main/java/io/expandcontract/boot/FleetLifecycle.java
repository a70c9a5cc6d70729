package io.expandcontract.boot;

import java.util.concurrent.TimeUnit;

import io.expandcontract.boot.ExpandContractProperties.OnUnknownContract;
import io.expandcontract.boot.ExpandContractProperties.Start;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.migration.BootMigration;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.DataReliedOnException;
import io.expandcontract.migration.ContractWorker;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.MigrateWorker;
import io.expandcontract.migration.Migrations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.dao.DataAccessException;

/**
 * This instance's life in its fleets: looks once more just before the port opens, opens
 * to traffic when the data it relies on is there, says that it drains, and goes through
 * the boot sequence again when the fleet has forgotten it.
 */
final class FleetLifecycle
		implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware, DisposableBean {

	private static final Log logger = LogFactory.getLog(FleetLifecycle.class);

	/** One before the phase in which Spring Boot starts the web server. */
	static final int BEFORE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 2048 - 1;

	private final Migrations migrations;

	private final TrafficGate traffic;

	private final ProcessExit exit;

	private final Departures departures;

	private final boolean serveContractedPast;

	private final @Nullable ContractWorker contracts;

	private @Nullable ApplicationContext context;

	private volatile boolean running;

	private volatile boolean closing;

	FleetLifecycle(Migrations migrations, TrafficGate traffic, ProcessExit exit, Departures departures,
			ExpandContractProperties properties) {
		this.migrations = migrations;
		this.traffic = traffic;
		this.exit = exit;
		this.departures = departures;
		this.serveContractedPast = properties.getFence().getOnUnknownContract() == OnUnknownContract.WARN;
		this.contracts = (properties.getContract().getStart() == Start.AUTO) ? new ContractWorker(migrations) : null;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void start() {
		this.running = true;
		for (MigratedDatabase database : this.migrations.databases()) {
			database.member().onLost(() -> bootAgain(database));
			look(database);
		}
		openIfReady();
		this.migrations.workers().forEach((worker) -> worker.start(this::lookAndOpen));
		if (this.contracts != null) {
			this.contracts.start();
		}
	}

	private void look(MigratedDatabase database) {
		try {
			new BootMigration(database).look();
		}
		catch (ContractedPastException ex) {
			if (!this.serveContractedPast) {
				throw ex;
			}
			database.member().lease().waived();
			logger
				.warn("Serving although expand-contract.fence.on-unknown-contract should stop it: " + ex.getMessage());
		}
	}

	private void openIfReady() {
		if (!this.closing && this.migrations.workers().stream().allMatch(MigrateWorker::isReadyForTraffic)
				&& this.migrations.workers().stream().allMatch(MigrateWorker::reliesOnData)) {
			if (this.traffic.refusal() != null) {
				this.migrations.databases().forEach((database) -> database.member().enter(InstanceState.SERVING));
			}
			this.traffic.open();
		}
		else if (!this.closing) {
			this.traffic.close("the data that this release relies on is still being moved");
		}
	}

	private void lookAndOpen() {
		if (this.traffic.isOpen() || this.closing) {
			return;
		}
		try {
			if (this.migrations.workers().stream().allMatch(MigrateWorker::isReadyForTraffic)) {
				this.migrations.databases().forEach(this::look);
				openIfReady();
				if (this.traffic.isOpen()) {
					logger.info("Migrations: the data is there; this instance accepts traffic");
				}
			}
		}
		catch (ContractedPastException | DataReliedOnException ex) {
			this.exit.exit(ProcessExit.CONTRACTED_PAST, ex);
		}
		catch (DataAccessException ex) {
			logger.debug("Could not look whether this instance may accept traffic", ex);
		}
	}

	private void bootAgain(MigratedDatabase database) {
		this.traffic.close("the fleet of " + database.name() + " has forgotten this instance");
		while (!this.closing) {
			try {
				look(database);
				openIfReady();
				logger.info("Registered again in the fleet of " + database.name());
				return;
			}
			catch (ContractedPastException | DataReliedOnException ex) {
				this.exit.exit(ProcessExit.CONTRACTED_PAST, ex);
				return;
			}
			catch (DataAccessException ex) {
				logger.warn("Could not register again: " + ex.getMessage());
				pause();
			}
		}
	}

	private static void pause() {
		try {
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while registering again", ex);
		}
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		this.closing = true;
		if (this.contracts != null) {
			this.contracts.close();
		}
		this.traffic.close("the application is closing");
		this.migrations.databases().forEach((database) -> database.member().enter(InstanceState.DRAINING));
	}

	/**
	 * Withdraw now where nothing tells when it is about to close.
	 */
	@Override
	public void destroy() {
		this.departures.applicationEnds();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return BEFORE_WEB_SERVER;
	}

}
