package io.expandcontract.boot;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangelog;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * With the starter switched off, names the pending contract changesets that plain
 * Liquibase is about to run. Changes nothing else.
 */
final class DisabledWarning implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(DisabledWarning.class);

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

	private static void warn(Liquibase liquibase, Contexts contexts, LabelExpression labels) {
		try {
			List<String> contracts = liquibase.listUnrunChangeSets(contexts, labels, false)
				.stream()
				.filter((changeSet) -> PhasedChangelog.phaseOf(changeSet) == Phase.CONTRACT)
				.map(ChangeSet::toString)
				.toList();
			if (!contracts.isEmpty()) {
				logger
					.warn("expand-contract.enabled is false, so Liquibase now runs these contract changesets, whether "
							+ "or not instances live that still need what they remove: " + contracts
							+ ". See docs/messages.md#starter-switched-off");
			}
		}
		catch (LiquibaseException ex) {
			logger.warn("Could not tell which contract changesets Liquibase now runs: " + ex.getMessage());
		}
	}

}
