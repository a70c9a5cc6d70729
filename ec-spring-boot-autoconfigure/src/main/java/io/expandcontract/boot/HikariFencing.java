package io.expandcontract.boot;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.expandcontract.database.HikariTags;
import io.expandcontract.database.SessionTag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is done to Hikari pools, apart from all else since Hikari may not be there.
 */
final class HikariFencing {

	private static final Log logger = LogFactory.getLog(HikariFencing.class);

	private HikariFencing() {
	}

	static boolean isPool(DataSource dataSource) {
		return dataSource instanceof HikariDataSource;
	}

	static boolean isFenced(DataSource dataSource) {
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

	static @Nullable LeaseFence fenceOf(DataSource dataSource) {
		return (dataSource instanceof FencedHikariDataSource fenced) ? fenced.fence() : null;
	}

	static void evict(DataSource dataSource) {
		HikariPoolMXBean pool = (dataSource instanceof HikariDataSource hikari) ? hikari.getHikariPoolMXBean() : null;
		if (pool != null) {
			pool.softEvictConnections();
		}
	}

	static void close(DataSource dataSource) {
		if (dataSource instanceof FencedHikariDataSource fenced) {
			fenced.close();
		}
	}

}
