package io.expandcontract.boot.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.ReleaseNeeds;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Waits until someone else has done what this release needs before it can take traffic.
 */
final class WaitCommand implements CommandAction {

	private static final Log logger = LogFactory.getLog(WaitCommand.class);

	private static final Duration POLL = Duration.ofMillis(500);

	@Override
	public CommandResult run(Migrations migrations, CommandLine line) {
		Duration longest = line.timeout();
		long deadline = System.nanoTime() + ((longest != null) ? longest : longestBoot(migrations)).toNanos();
		Map<String, List<String>> missing = missing(migrations);
		if (!missing.isEmpty()) {
			logger.info("Waiting for " + missing);
		}
		while (!missing.isEmpty() && System.nanoTime() - deadline < 0) {
			pause();
			missing = missingNow(migrations, missing);
		}
		boolean ready = missing.isEmpty();
		String message = ready ? "Everything that this release needs is there"
				: "The time was up before someone else had done what this release needs: " + missing
						+ ". Run the commands expand and migrate of this release";
		return new CommandResult(ready ? ExitCode.DONE : ExitCode.TIMED_OUT, new Result(ready, message, missing),
				(ready ? "READY: " : "TIMED_OUT: ") + message);
	}

	private static Duration longestBoot(Migrations migrations) {
		return migrations.databases()
			.stream()
			.map((database) -> database.settings().bootTimeout())
			.findFirst()
			.orElse(Duration.ZERO);
	}

	private static Map<String, List<String>> missingNow(Migrations migrations, Map<String, List<String>> before) {
		try {
			return missing(migrations);
		}
		catch (DataAccessException ex) {
			logger.warn("The database cannot be asked: " + ex.getMessage());
			return before;
		}
	}

	private static Map<String, List<String>> missing(Migrations migrations) {
		Map<String, List<String>> missing = new TreeMap<>();
		for (MigratedDatabase database : migrations.databases()) {
			ReleaseNeeds needs = new ReleaseNeeds(database);
			List<ChangeSetKey> past = needs.contractedPast();
			if (!past.isEmpty()) {
				throw new ContractedPastException(database.registration().release(), "another release", past);
			}
			needs.requireUnreliedData();
			List<String> changeSets = needs.traffic().stream().map(PhasedChangeSet::toString).toList();
			if (!database.isInstalled()) {
				missing.put(database.name(), List.of("the starter's tables"));
			}
			else if (!changeSets.isEmpty()) {
				missing.put(database.name(), changeSets);
			}
		}
		return missing;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for another process", ex);
		}
	}

	/**
	 * How the wait ended.
	 *
	 * @param ready whether everything is there
	 * @param message the same for people
	 * @param missing what is not, by the name of the bean that runs Liquibase
	 */
	record Result(boolean ready, String message, Map<String, List<String>> missing) {
	}

}
