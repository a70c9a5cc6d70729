package io.expandcontract.boot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.expandcontract.database.HikariTags;
import io.expandcontract.database.SessionTag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Puts the fence and the session tag into the application's data sources before they
 * connect, and tells when the last of them is about to close.
 */
final class DataSourceFencing implements DestructionAwareBeanPostProcessor {

	private static final Log logger = LogFactory.getLog(DataSourceFencing.class);

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DataSourceFencing.class.getClassLoader());

	private final Map<Object, DataSource> fenced = new ConcurrentHashMap<>();

	private final List<Runnable> beforeClosing = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource) || isNoPool(bean)) {
			return bean;
		}
		DataSource result = fence(dataSource);
		if (result != dataSource) {
			this.fenced.put(bean, result);
		}
		return result;
	}

	private static boolean isNoPool(Object bean) {
		return bean instanceof AbstractDriverBasedDataSource || bean instanceof EmbeddedDatabase
				|| bean instanceof DelegatingDataSource || bean instanceof AbstractRoutingDataSource
				|| (HIKARI && Hikari.isFenced(bean));
	}

	private static DataSource fence(DataSource dataSource) {
		LeaseFence fence = new LeaseFence();
		if (HIKARI && Hikari.isPool(dataSource)) {
			return Hikari.fence(dataSource, fence);
		}
		return new FencedDataSource(dataSource, fence);
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		DataSource replacement = this.fenced.remove(bean);
		if (replacement == null) {
			return;
		}
		this.beforeClosing.forEach(Runnable::run);
		if (HIKARI && Hikari.isFenced(replacement)) {
			Hikari.close(replacement);
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return this.fenced.containsKey(bean);
	}

	/**
	 * Return whether any data source is fenced, so that its closing will be noticed.
	 * @return {@code false} if there is none
	 */
	boolean isActive() {
		return !this.fenced.isEmpty();
	}

	/**
	 * Add what is to be done just before the first data source closes.
	 * @param action the action
	 */
	void beforeClosing(Runnable action) {
		this.beforeClosing.add(action);
	}

	/**
	 * Return the fence of a data source.
	 * @param dataSource a data source bean
	 * @return its fence, or {@code null} if it has none
	 */
	@Nullable LeaseFence fenceOf(DataSource dataSource) {
		if (dataSource instanceof FencedDataSource delegating) {
			return delegating.fence();
		}
		return (HIKARI && Hikari.isFenced(dataSource)) ? Hikari.fenceOf(dataSource) : null;
	}

	/**
	 * End a pool's sessions: idle ones now, the others when they are given back.
	 * @param dataSource a data source bean
	 */
	void endSessions(DataSource dataSource) {
		if (HIKARI && Hikari.isFenced(dataSource)) {
			Hikari.evict(dataSource);
		}
	}

	/**
	 * Return whether sessions of a data source carry the tag.
	 * @param dataSource a data source bean
	 * @return {@code true} for a pool that was tagged before it connected
	 */
	boolean isTagged(DataSource dataSource) {
		return HIKARI && Hikari.isFenced(dataSource);
	}

	private static final class Hikari {

		static boolean isPool(DataSource dataSource) {
			return dataSource instanceof HikariDataSource;
		}

		static boolean isFenced(Object dataSource) {
			return dataSource instanceof FencedHikariDataSource;
		}

		static DataSource fence(DataSource dataSource, LeaseFence fence) {
			HikariDataSource pool = (HikariDataSource) dataSource;
			if (pool.isRunning()) {
				logger.warn("The pool " + pool.getPoolName() + " was used before it could be tagged, so the gate will "
						+ "not know its sessions by their tag");
				return new FencedDataSource(dataSource, fence);
			}
			FencedHikariDataSource fenced = new FencedHikariDataSource(pool, fence);
			HikariTags.apply(fenced, SessionTag.ofThisProcess(), false);
			return fenced;
		}

		static LeaseFence fenceOf(DataSource dataSource) {
			return Objects.requireNonNull((FencedHikariDataSource) dataSource).fence();
		}

		static void evict(DataSource dataSource) {
			HikariPoolMXBean pool = ((FencedHikariDataSource) dataSource).getHikariPoolMXBean();
			if (pool != null) {
				pool.softEvictConnections();
			}
		}

		static void close(DataSource dataSource) {
			((FencedHikariDataSource) dataSource).close();
		}

	}

}
