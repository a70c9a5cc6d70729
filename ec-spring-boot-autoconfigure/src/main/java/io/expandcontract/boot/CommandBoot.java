package io.expandcontract.boot;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.migration.LiquibaseRunner;
import io.expandcontract.migration.Migrations;
import io.expandcontract.safety.PhaseClassifier;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens the databases of an application that does not start: each bean that runs
 * Liquibase is made as the application configured it, asked for its changelog, and not
 * allowed to run it.
 */
public final class CommandBoot implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CommandBoot.class);

	private final ConfigurableApplicationContext context;

	private final Migrations migrations;

	private final LiquibaseHook hook;

	/**
	 * Prepare to open the databases of a context.
	 * @param context a context whose beans are held by {@link #holder()}
	 * @param command the command's name
	 * @param timeout longest wait for a lock or an intent, or {@code null} for
	 * {@code expand-contract.boot-timeout}
	 */
	public CommandBoot(ConfigurableApplicationContext context, String command, @Nullable Duration timeout) {
		this.context = context;
		DataSourceFencing fencing = context.getBean(DataSourceFencing.class);
		ExpandContractProperties properties = context.getBean(ExpandContractProperties.class);
		this.migrations = context.getBean(Migrations.class);
		context.getBean(Departures.class).follow(this.migrations);
		BuildProperties build = context.getBeanProvider(BuildProperties.class).getIfAvailable();
		InstanceIdentity identity = InstanceIdentity.of(properties.getInstance(), context.getEnvironment(),
				(build != null) ? build.getVersion() : null);
		EntityModels models = context.getBean(EntityModels.class);
		models.afterSingletonsInstantiated();
		context.getBeanFactory().addBeanPostProcessor(EntityModels.unchanging());
		LiquibaseBoot boot = new LiquibaseBoot(BootSettings.of(properties, identity).forCommand(command, timeout),
				new ApplicationDataSources(context.getBeanProvider(DataSource.class), fencing,
						context.getBeanProvider(OtherConnections.class).getIfAvailable()),
				this.migrations,
				context.getBeanProvider(PhaseClassifier.class).getIfAvailable(() -> PhaseClassifier.ABSTAINING),
				models);
		this.hook = new LiquibaseHook(() -> boot);
	}

	/**
	 * Return what keeps Liquibase from running when its bean is made, to be added to the
	 * context's bean factory first.
	 * @return a post-processor
	 */
	public static BeanPostProcessor holder() {
		return new HeldLiquibase.Holder();
	}

	/**
	 * Return what keeps the application's pools small, to be added to the context's bean
	 * factory last.
	 * @return a post-processor
	 */
	public static BeanPostProcessor pools() {
		return new HeldLiquibase.Pools();
	}

	/**
	 * Return whether the starter is there to open anything.
	 * @param context the context
	 * @return {@code false} with {@code expand-contract.enabled=false}
	 */
	public static boolean isPossible(ConfigurableApplicationContext context) {
		return context.getBeanNamesForType(Migrations.class, true, false).length > 0;
	}

	/**
	 * Open every database, in the order in which the application declares them. What was
	 * asked for before is no longer known by its own type.
	 * @param join whether to join each fleet; otherwise nothing is written
	 * @return the databases
	 * @throws LiquibaseException if a changelog cannot be read, or with what kept this
	 * process from joining as its cause
	 */
	public Migrations open(boolean join) throws LiquibaseException {
		for (String name : this.context.getBeanNamesForType(MultiTenantSpringLiquibase.class, true, false)) {
			throw LiquibaseHook.unfenced(name);
		}
		Set<String> names = new LinkedHashSet<>(
				List.of(this.context.getBeanNamesForType(SpringLiquibase.class, true, false)));
		names.addAll(List.of(this.context.getBeanNamesForType(HeldLiquibase.class, true, false)));
		for (String name : names) {
			if (this.context.getBean(name) instanceof HeldLiquibase held) {
				open(held.liquibase(), name, join ? BootStep.JOIN : BootStep.LOOK);
			}
		}
		return this.migrations;
	}

	private void open(SpringLiquibase liquibase, String name, BootStep step) throws LiquibaseException {
		liquibase.setDropFirst(false);
		this.hook.hook(liquibase, name, step);
		Customizer<Liquibase> hooked = liquibase.getCustomizer();
		Opened opened = new Opened();
		liquibase.setCustomizer((parsed) -> {
			hooked.customize(parsed);
			throw opened;
		});
		try {
			liquibase.afterPropertiesSet();
			logger.warn("Liquibase is told not to run by the bean " + name + ", so its database is left out");
		}
		catch (LiquibaseException | RuntimeException ex) {
			if (!opened.isBehind(ex)) {
				throw ex;
			}
		}
		finally {
			LiquibaseRunner.endCommand();
			this.hook.unhook(liquibase, name);
		}
	}

	/**
	 * Withdraw from every fleet.
	 */
	@Override
	public void close() {
		this.migrations.close();
	}

	/**
	 * Keeps Liquibase from going on once the changelog is known.
	 */
	private static final class Opened extends RuntimeException {

		Opened() {
			super("Opened", null, false, false);
		}

		boolean isBehind(Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause == this) {
					return true;
				}
			}
			return false;
		}

	}

}
