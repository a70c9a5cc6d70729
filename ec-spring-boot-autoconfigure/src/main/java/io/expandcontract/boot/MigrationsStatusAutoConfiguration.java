package io.expandcontract.boot;

import io.expandcontract.migration.Migrations;
import io.expandcontract.status.Rollout;
import io.expandcontract.status.StatusCache;
import io.expandcontract.status.StatusReader;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the state that endpoint, health and metrics show.
 */
@AutoConfiguration(after = ExpandContractAutoConfiguration.class)
@ConditionalOnBean(Migrations.class)
public final class MigrationsStatusAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StatusReader expandContractStatusReader(Migrations migrations) {
		return new StatusReader(migrations);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	StatusCache expandContractStatusCache(StatusReader reader, ExpandContractProperties properties) {
		StatusCache cache = new StatusCache(reader);
		cache.start(properties.getFleet().getHeartbeatInterval());
		return cache;
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Rollout expandContractRollout(StatusCache cache, ApplicationEventPublisher events) {
		return new Rollout(cache, events::publishEvent);
	}

}
