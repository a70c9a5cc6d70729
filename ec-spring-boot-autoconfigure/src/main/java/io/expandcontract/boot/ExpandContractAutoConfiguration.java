package io.expandcontract.boot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.expandcontract.backfill.BackfillExtensions;
import io.expandcontract.backfill.BackfillFunction;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillSettings;
import io.expandcontract.backfill.BackfillThrottle;
import io.expandcontract.migration.MigrateSettings;
import io.expandcontract.migration.Migrations;
import io.expandcontract.safety.PhaseClassifier;
import io.r2dbc.spi.ConnectionFactory;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Auto-configuration that makes Liquibase expand at boot and contract when no old
 * instance is left.
 */
@AutoConfiguration(beforeName = { "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
		"org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration" })
@ConditionalOnClass({ SpringLiquibase.class, JdbcTemplate.class, DataSource.class })
@ConditionalOnBooleanProperty(name = "expand-contract.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ExpandContractProperties.class)
@ImportRuntimeHints(ExpandContractRuntimeHints.class)
public final class ExpandContractAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Departures expandContractDepartures() {
		return new Departures();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DataSourceFencing expandContractDataSourceFencing(Departures departures) {
		return new DataSourceFencing(departures);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static LiquibaseHook expandContractLiquibaseHook(ObjectProvider<LiquibaseBoot> boot) {
		return new LiquibaseHook(boot::getObject);
	}

	@Bean
	LiquibaseBoot expandContractLiquibaseBoot(ExpandContractProperties properties, Environment environment,
			ObjectProvider<BuildProperties> build, ObjectProvider<DataSource> dataSources, DataSourceFencing fencing,
			ObjectProvider<OtherConnections> others, Departures departures, Migrations migrations,
			ObjectProvider<PhaseClassifier> classifier, EntityModels models) {
		PropertyChecks.check(properties);
		departures.follow(migrations);
		return new LiquibaseBoot(
				BootSettings.of(properties,
						InstanceIdentity.of(properties.getInstance(), environment, version(build.getIfAvailable()))),
				new ApplicationDataSources(dataSources, fencing, others.getIfAvailable()), migrations,
				classifier.getIfAvailable(() -> PhaseClassifier.ABSTAINING), models);
	}

	@Bean
	EntityModels expandContractEntityModels(ListableBeanFactory beans) {
		return new EntityModels(beans);
	}

	private static @Nullable String version(@Nullable BuildProperties build) {
		return (build != null) ? build.getVersion() : null;
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	Migrations expandContractMigrations(ExpandContractProperties properties, ObjectProvider<BackfillThrottle> throttles,
			ListableBeanFactory beans) {
		PropertyChecks.check(properties);
		MigrateProperties migrate = properties.getMigrate();
		Duration lease = properties.getFleet().getStaleAfter();
		return new Migrations(new MigrateSettings(migrate.getStart() == ExpandContractProperties.Start.AUTO,
				migrate.isWorker(), new BackfillSettings(migrate.getBatchTarget(), migrate.getMaxBatchSize(), lease),
				new BackfillExtensions(List.of((progress) -> reasonToWait(throttles, progress)),
						(name) -> function(beans, name))));
	}

	private static @Nullable String reasonToWait(ObjectProvider<BackfillThrottle> throttles,
			BackfillProgress progress) {
		return throttles.orderedStream()
			.map((throttle) -> throttle.reasonToWait(progress))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable BackfillFunction function(ListableBeanFactory beans, String name) {
		return (beans.containsBean(name) && beans.isTypeMatch(name, BackfillFunction.class))
				? beans.getBean(name, BackfillFunction.class) : null;
	}

	@Bean
	@ConditionalOnMissingBean
	TrafficGate expandContractTrafficGate(Migrations migrations) {
		return new TrafficGate(migrations);
	}

	@Bean
	@ConditionalOnMissingBean(org.springframework.boot.availability.ApplicationAvailability.class)
	MigrationsAvailability applicationAvailability(TrafficGate traffic) {
		return new MigrationsAvailability(traffic::refusal);
	}

	@Bean
	@ConditionalOnMissingBean
	ProcessExit expandContractProcessExit(ApplicationContext context) {
		return new ContextExit(context);
	}

	@Bean
	FleetLifecycle expandContractFleetLifecycle(ExpandContractProperties properties, Migrations migrations,
			TrafficGate traffic, ProcessExit exit, Departures departures, ObjectProvider<SpringLiquibase> liquibases,
			ObjectProvider<UnmigratedMember> unmigrated) {
		liquibases.stream().forEach(Objects::requireNonNull);
		unmigrated.ifAvailable(Objects::requireNonNull);
		return new FleetLifecycle(migrations, traffic, exit, departures, properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "io.r2dbc.spi.ConnectionFactory",
			"org.springframework.boot.r2dbc.OptionsCapableConnectionFactory", "reactor.core.publisher.Mono" })
	static class R2dbcConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static ReactiveFencing expandContractReactiveFencing(Departures departures,
				ObjectProvider<ConnectionFactory> factories) {
			return new ReactiveFencing(departures, factories::orderedStream);
		}

		@Bean
		ReactiveSessionTag expandContractReactiveSessionTag() {
			return new ReactiveSessionTag();
		}

	}

	private static LeaseFence allLeases(Migrations migrations) {
		LeaseFence fence = new LeaseFence();
		migrations.onAdded((database) -> fence.add(database.member().lease()));
		return fence;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "spring.liquibase.enabled", havingValue = false)
	@ConditionalOnClass(name = "org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties")
	static class UnmigratedConfiguration {

		@Bean
		UnmigratedMember expandContractUnmigratedMember(ObjectProvider<DataSource> dataSources,
				ObjectProvider<SpringLiquibase> liquibases, Environment environment, ResourceLoader resourceLoader,
				LiquibaseHook hook) {
			return new UnmigratedMember(dataSources, liquibases, environment, resourceLoader, hook);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(name = { "jakarta.servlet.Filter", "org.springframework.web.filter.OncePerRequestFilter" })
	static class ServletConfiguration {

		@Bean
		LeaseFilter expandContractLeaseFilter(Migrations migrations, Environment environment, BeanFactory beans) {
			String servlet = environment.getProperty("spring.mvc.servlet.path", "/");
			return new LeaseFilter(allLeases(migrations), ManagementPaths.of(beans, servlet.replaceFirst("/$", "")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(name = { "reactor.core.publisher.Mono", "org.springframework.web.server.WebFilter" })
	static class ReactiveConfiguration {

		@Bean
		LeaseWebFilter expandContractLeaseFilter(Migrations migrations, BeanFactory beans) {
			return new LeaseWebFilter(allLeases(migrations), ManagementPaths.of(beans, ""));
		}

	}

}
