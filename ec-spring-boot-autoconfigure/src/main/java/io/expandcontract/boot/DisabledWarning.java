package io.expandcontract.boot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.InferenceMode;
import io.expandcontract.safety.JdbcSchemaFacts;
import io.expandcontract.safety.PhaseClassifier;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * With the starter switched off, names the pending contract changesets that plain
 * Liquibase is about to run. Changes nothing else.
 */
final class DisabledWarning implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(DisabledWarning.class);

	private final boolean infers;

	/**
	 * Create the warning.
	 * @param infers whether changesets without a phase are judged by what they do
	 */
	DisabledWarning(boolean infers) {
		this.infers = infers;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			Customizer<Liquibase> customizer = liquibase.getCustomizer();
			liquibase.setCustomizer((parsed) -> {
				if (customizer != null) {
					customizer.customize(parsed);
				}
				warn(parsed, new Contexts(liquibase.getContexts()), new LabelExpression(liquibase.getLabelFilter()));
			});
		}
		return bean;
	}

	private void warn(Liquibase liquibase, Contexts contexts, LabelExpression labels) {
		try {
			List<PhasedChangeSet> pending = liquibase.listUnrunChangeSets(contexts, labels, false)
				.stream()
				.map(DisabledWarning::phased)
				.toList();
			Set<ChangeSetKey> deferred = this.infers ? deferred(liquibase.getDatabase(), pending) : Set.of();
			List<String> contracts = pending.stream()
				.filter((changeSet) -> changeSet.isContract() || deferred.contains(changeSet.key()))
				.map(PhasedChangeSet::toString)
				.toList();
			if (!contracts.isEmpty()) {
				logger
					.warn("expand-contract.enabled is false, so Liquibase now runs these contract changesets, whether "
							+ "or not instances live that still need what they remove: " + contracts
							+ ". See docs/messages.md#starter-switched-off");
			}
		}
		catch (LiquibaseException | RuntimeException ex) {
			logger.warn("Could not tell which contract changesets Liquibase now runs: " + ex.getMessage());
		}
	}

	private static PhasedChangeSet phased(ChangeSet changeSet) {
		Phase phase = PhasedChangelog.phaseOf(changeSet);
		return new PhasedChangeSet(ChangeSetKey.of(changeSet), changeSet, phase,
				(phase != null) ? PhaseSource.DECLARED : PhaseSource.DEFAULT, null);
	}

	/**
	 * Return what the starter would have held back by what it does. Reads on Liquibase's
	 * own connection, since the pool may have no other, and leaves no transaction open.
	 */
	private static Set<ChangeSetKey> deferred(Database database, List<PhasedChangeSet> pending)
			throws LiquibaseException {
		if (!(database.getConnection() instanceof JdbcConnection connection)) {
			return Set.of();
		}
		try {
			ChangeOperations operations = new ChangeOperations(database);
			JdbcTemplate jdbc = new JdbcTemplate(
					new SingleConnectionDataSource(connection.getUnderlyingConnection(), true));
			Map<ChangeSetKey, Phase> inferred = new Inference(InferenceMode.ENFORCE, Unphased.EXPAND,
					PhaseClassifier.ABSTAINING, operations)
				.infer(pending, new JdbcSchemaFacts(jdbc, operations.dialect(), database.getDefaultSchemaName()))
				.phases();
			return inferred.keySet()
				.stream()
				.filter((key) -> inferred.get(key) == Phase.CONTRACT)
				.collect(Collectors.toSet());
		}
		finally {
			connection.rollback();
		}
	}

}
