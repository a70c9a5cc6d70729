package io.expandcontract.boot;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.expandcontract.fleet.GoneBecause;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.StatusReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the endpoint can be told to do.
 */
final class EndpointOperations {

	private static final Log logger = LogFactory.getLog(EndpointOperations.class);

	private static final Set<String> CONTROLS = Set.of("pause", "resume", "cancel");

	private static final String ANONYMOUS = "anonymous";

	private static final int LONGEST_NAME = 255;

	private final Migrations migrations;

	private final StatusReader reader;

	EndpointOperations(Migrations migrations, StatusReader reader) {
		this.migrations = migrations;
		this.reader = reader;
	}

	OutcomeDescriptor start(String operation, @Nullable String checkpoint, RunOptions options) {
		return switch (operation) {
			case "contract" -> contract(checkpoint, options);
			case "migrate" -> migrate(checkpoint, options);
			default -> throw badRequest("There is no operation " + operation + "; there are contract and migrate");
		};
	}

	private OutcomeDescriptor contract(@Nullable String checkpoint, RunOptions options) {
		if (options.isTuning()) {
			throw badRequest("batchTarget and maxBatchSize are for migrate");
		}
		if (options.isReasonMissing()) {
			throw badRequest("force and confirmAdoption need a reason");
		}
		return OutcomeDescriptor.of(this.migrations.contract(new MigrationRequest(checkpoint, options.force(),
				options.confirmAdoption(), options.reason(), requestedBy(options))));
	}

	private static @Nullable String requestedBy(RunOptions options) {
		String principal = EndpointCaller.name();
		String name = options.name();
		if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
			throw badRequest("name has 1 to " + LONGEST_NAME + " characters");
		}
		if (principal != null) {
			if (name != null && !name.equals(principal)) {
				throw badRequest("name is not that of the caller, who is " + principal);
			}
			return principal;
		}
		if (name == null && options.force()) {
			throw badRequest("force needs a name: sign in, or say who you are in the field name");
		}
		return (name == null && options.confirmAdoption()) ? ANONYMOUS : name;
	}

	private OutcomeDescriptor migrate(@Nullable String checkpoint, RunOptions options) {
		if (checkpoint != null && CONTROLS.contains(checkpoint)) {
			return control(checkpoint, options);
		}
		if (options.isTuning()) {
			return tune(options);
		}
		if (!options.equals(RunOptions.NONE)) {
			throw badRequest("migrate takes none of force, confirmAdoption, reason and name");
		}
		return OutcomeDescriptor
			.of(this.migrations.migrate(new MigrationRequest(checkpoint, false, false, null, EndpointCaller.name())));
	}

	private OutcomeDescriptor control(String control, RunOptions options) {
		if (!options.isOnlyNamed()) {
			throw badRequest("migrate/" + control + " takes name, and none of force, confirmAdoption and reason");
		}
		String by = requestedBy(options);
		logger.info("Moving data: " + control + ", asked for by " + Objects.requireNonNullElse(by, ANONYMOUS));
		return OutcomeDescriptor.of(switch (control) {
			case "pause" -> this.migrations.pause(by);
			case "resume" -> this.migrations.resume();
			default -> this.migrations.cancel();
		});
	}

	private OutcomeDescriptor tune(RunOptions options) {
		if (options.force() || options.confirmAdoption() || options.reason() != null || options.name() != null) {
			throw badRequest("batchTarget and maxBatchSize go with none of force, confirmAdoption, reason and name");
		}
		try {
			String target = options.batchTarget();
			return OutcomeDescriptor.of(this.migrations.tune(
					(target != null) ? DurationStyle.detectAndParse(target, ChronoUnit.MILLIS) : null,
					options.maxBatchSize()));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw badRequest("batchTarget is a time such as 50ms, maxBatchSize a number from 1 on: " + ex.getMessage());
		}
	}

	OutcomeDescriptor retire(String id) {
		StatusReader.Found found = this.reader.findInstance(id);
		if (found == null) {
			throw new EndpointProblemException(404, "There is no instance " + id);
		}
		Instance instance = found.instance();
		String database = found.database().name();
		if (instance.state() == InstanceState.GONE) {
			return retired(database, Outcome.NOTHING_TO_DO, null, instance.name() + " is gone already");
		}
		if (instance.isStale() && found.database().views().observatory().recordGone(instance, GoneBecause.RETIRED)) {
			String by = Optional.ofNullable(EndpointCaller.name()).orElse(ANONYMOUS);
			logger.warn(instance.name() + " of " + instance.version() + " was retired by " + by);
			return retired(database, Outcome.DONE, null, instance.name() + " no longer counts");
		}
		return retired(database, Outcome.REFUSED, RefusalReason.LIVE_INSTANCES,
				instance.name() + " lives; only an instance that missed its lease can be retired");
	}

	private static OutcomeDescriptor retired(String database, Outcome outcome, @Nullable RefusalReason reason,
			String message) {
		return new OutcomeDescriptor(outcome, reason, message, Optional.empty(),
				Map.of(database, new OutcomeDescriptor.DatabaseOutcomeDescriptor(outcome, reason, message, null,
						List.of(), List.of(), List.of())));
	}

	private static EndpointProblemException badRequest(String message) {
		return new EndpointProblemException(400, message);
	}

}
