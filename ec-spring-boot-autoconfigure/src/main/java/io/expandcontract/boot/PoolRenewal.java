package io.expandcontract.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.ClassUtils;

/**
 * Lets a pool replace its connections, each when it is not in use: what Hikari offers,
 * and the pools of Tomcat and c3p0 under other names.
 */
final class PoolRenewal {

	private static final Log logger = LogFactory.getLog(PoolRenewal.class);

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			PoolRenewal.class.getClassLoader());

	private static final List<String> OFFERED = List.of("purgeOnReturn", "softResetAllUsers");

	private PoolRenewal() {
	}

	/**
	 * Renew the connections of a pool.
	 * @param dataSource what stands behind data sources that delegate or route
	 */
	static void renew(DataSource dataSource) {
		if (HIKARI && HikariFencing.isPool(dataSource)) {
			HikariFencing.evict(dataSource);
			return;
		}
		DataSource pool = (dataSource instanceof FencedDataSource fenced && fenced.getTargetDataSource() != null)
				? fenced.getTargetDataSource() : dataSource;
		if (HIKARI && HikariFencing.isPool(pool)) {
			HikariFencing.evict(pool);
			return;
		}
		for (String method : OFFERED) {
			Method renewal = ClassUtils.getMethodIfAvailable(pool.getClass(), method);
			if (renewal != null) {
				invoke(renewal, pool);
				return;
			}
		}
		logger.info("What queries return has changed, and " + pool.getClass().getName() + " offers no way to renew its "
				+ "connections. Statements that were prepared before fail once on each, unless the driver repeats them. "
				+ "See docs/messages.md#cached-plan");
	}

	private static void invoke(Method renewal, DataSource pool) {
		try {
			renewal.invoke(pool);
		}
		catch (InvocationTargetException | IllegalAccessException ex) {
			logger.warn("The connections of " + pool.getClass().getName() + " could not be renewed", ex);
		}
	}

}
