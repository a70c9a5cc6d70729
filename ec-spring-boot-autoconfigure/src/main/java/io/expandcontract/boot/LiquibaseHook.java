package io.expandcontract.boot;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.expandcontract.migration.LiquibaseRunner;
import io.expandcontract.migration.MigrationConnection;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hooks into every {@link SpringLiquibase} bean and replaces none: it lends Liquibase the
 * migration connection, does the boot when the changelog is parsed, and puts everything
 * back before the bean is handed out.
 */
final class LiquibaseHook implements BeanPostProcessor, DisposableBean {

	private static final Log logger = LogFactory.getLog(LiquibaseHook.class);

	private final Supplier<LiquibaseBoot> boot;

	private final Map<String, Hooked> hooked = new ConcurrentHashMap<>();

	LiquibaseHook(Supplier<LiquibaseBoot> boot) {
		this.boot = boot;
		LiquibaseRunner.signLocks();
	}

	private record Hooked(MigrationDataSource dataSource, @Nullable Customizer<Liquibase> customizer,
			AtomicBoolean booted) {
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof MultiTenantSpringLiquibase) {
			throw unfenced(beanName);
		}
		if (bean instanceof SpringLiquibase liquibase && liquibase.getDataSource() != null) {
			hook(liquibase, beanName, BootStep.BOOT);
		}
		return bean;
	}

	/**
	 * Return what is wrong with a bean whose databases escape the hook.
	 * @param beanName the name of a {@link MultiTenantSpringLiquibase}
	 * @return the failure
	 */
	static UnsupportedLiquibaseException unfenced(String beanName) {
		return new UnsupportedLiquibaseException("The bean " + beanName
				+ " is a MultiTenantSpringLiquibase, whose databases cannot be fenced: declare a SpringLiquibase for "
				+ "each");
	}

	/**
	 * Hook into Liquibase.
	 * @param liquibase what runs Liquibase, before it initializes
	 * @param beanName its name
	 * @param step how far to go with its database
	 */
	void hook(SpringLiquibase liquibase, String beanName, BootStep step) {
		if (liquibase.isTestRollbackOnUpdate()) {
			throw new UnsupportedLiquibaseException(
					"spring.liquibase.test-rollback-on-update parses the changelog anew "
							+ "and would run every phase: remove it and test rollbacks in a test");
		}
		if (liquibase.getAnalyticsEnabled() == null) {
			liquibase.setAnalyticsEnabled(false);
		}
		Customizer<Liquibase> customizer = liquibase.getCustomizer();
		MigrationDataSource dataSource = new MigrationDataSource(liquibase.getDataSource(),
				LiquibaseRunner::endCommand);
		AtomicBoolean booted = new AtomicBoolean();
		this.hooked.put(beanName, new Hooked(dataSource, customizer, booted));
		liquibase.setDataSource(dataSource);
		liquibase.setCustomizer((parsed) -> {
			if (customizer != null) {
				customizer.customize(parsed);
			}
			boot(liquibase, beanName, parsed, dataSource, step);
			booted.set(true);
		});
	}

	private void boot(SpringLiquibase bean, String beanName, Liquibase liquibase, MigrationDataSource dataSource,
			BootStep step) {
		try {
			MigrationConnection connection = dataSource.migrationConnection();
			connection.endTransaction();
			LiquibaseRunner.beginCommand();
			this.boot.get().run(bean, beanName, liquibase, connection, dataSource.original(), step);
			connection.leaveTransaction();
		}
		catch (SQLException | LiquibaseException ex) {
			LiquibaseRunner.endCommand();
			dataSource.release();
			throw new UnexpectedLiquibaseException(ex);
		}
		catch (RuntimeException ex) {
			LiquibaseRunner.endCommand();
			dataSource.release();
			throw ex;
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && !unhook(liquibase, beanName)) {
			join(liquibase, beanName);
		}
		return bean;
	}

	/**
	 * Put everything back.
	 * @param liquibase what runs Liquibase
	 * @param beanName its name
	 * @return {@code false} if it was hooked and did not even read its changelog
	 */
	boolean unhook(SpringLiquibase liquibase, String beanName) {
		Hooked hooked = this.hooked.remove(beanName);
		if (hooked == null) {
			return true;
		}
		liquibase.setDataSource(hooked.dataSource().original());
		liquibase.setCustomizer(hooked.customizer());
		hooked.dataSource().release();
		return hooked.booted().get();
	}

	private void join(SpringLiquibase liquibase, String beanName) {
		logger.info("Liquibase was told not to run by " + beanName + ", so this process joins the fleet and runs no "
				+ "changeset");
		try {
			new UnmigratedLiquibase(liquibase, beanName, this).afterPropertiesSet();
		}
		catch (LiquibaseException ex) {
			throw new UnexpectedLiquibaseException(ex);
		}
	}

	@Override
	public void destroy() {
		this.hooked.values().forEach((hooked) -> hooked.dataSource().release());
		this.hooked.clear();
	}

}
