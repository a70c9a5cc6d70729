package io.expandcontract.boot;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.expandcontract.database.DedicatedDataSource;
import io.expandcontract.fleet.Lease;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Puts the fence and the session tag into the application's data sources before they
 * connect, and tells when one of them is about to close. Data sources that delegate or
 * route keep their type; what stands behind them is fenced. An embedded database lives in
 * this process alone and needs no fence.
 */
final class DataSourceFencing implements DestructionAwareBeanPostProcessor {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DataSourceFencing.class.getClassLoader());

	private final Departures departures;

	private final Map<Object, DataSource> beans = Collections.synchronizedMap(new IdentityHashMap<>());

	private final Map<Object, List<DataSource>> ours = Collections.synchronizedMap(new IdentityHashMap<>());

	private final List<Claim> claims = new CopyOnWriteArrayList<>();

	DataSourceFencing(Departures departures) {
		this.departures = departures;
	}

	/**
	 * A lease that closes every data source of its database.
	 */
	private record Claim(String url, Lease lease) {
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource)) {
			return bean;
		}
		List<DataSource> replaced = new CopyOnWriteArrayList<>();
		DataSource result = fence(dataSource, replaced);
		this.ours.put(bean, replaced);
		this.beans.put(bean, result);
		this.claims.stream().filter((claim) -> claim.url().equals(url(result))).forEach((claim) -> add(result, claim));
		return result;
	}

	private static DataSource fence(DataSource dataSource, List<DataSource> replaced) {
		if (dataSource instanceof EmbeddedDatabase || fenceOf(dataSource) != null) {
			return dataSource;
		}
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			return fenceBehind(routing, replaced);
		}
		if (dataSource instanceof DelegatingDataSource delegating) {
			DataSource target = delegating.getTargetDataSource();
			if (target != null) {
				delegating.setTargetDataSource(fence(target, replaced));
			}
			return delegating;
		}
		LeaseFence fence = new LeaseFence();
		DataSource result = (HIKARI && HikariFencing.isPool(dataSource)) ? HikariFencing.fence(dataSource, fence)
				: new FencedDataSource(dataSource, fence);
		replaced.add(result);
		return result;
	}

	private static DataSource fenceBehind(AbstractRoutingDataSource routing, List<DataSource> replaced) {
		IdentityHashMap<DataSource, DataSource> fenced = new IdentityHashMap<>();
		Map<Object, Object> targets = new HashMap<>();
		routing.getResolvedDataSources()
			.forEach((key, target) -> targets.put(key,
					fenced.computeIfAbsent(target, (unfenced) -> fence(unfenced, replaced))));
		routing.setTargetDataSources(targets);
		DataSource standard = routing.getResolvedDefaultDataSource();
		if (standard != null) {
			routing
				.setDefaultTargetDataSource(fenced.computeIfAbsent(standard, (unfenced) -> fence(unfenced, replaced)));
		}
		routing.initialize();
		return routing;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		DataSource result = this.beans.get(bean);
		if (result == null) {
			return false;
		}
		this.departures.opened(result);
		return true;
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		DataSource result = this.beans.remove(bean);
		if (result == null) {
			return;
		}
		this.departures.closing(result);
		List<DataSource> replaced = this.ours.remove(bean);
		if (HIKARI && replaced != null) {
			replaced.forEach(HikariFencing::close);
		}
	}

	/**
	 * Close the data source when the lease is not held, and with it every other data
	 * source that names the same database, now or later.
	 * @param dataSource the application's data source
	 * @param lease the lease
	 */
	void claim(DataSource dataSource, Lease lease) {
		String url = url(dataSource);
		Claim claim = new Claim((url != null) ? url : "", lease);
		add(dataSource, claim);
		if (url != null) {
			this.claims.add(claim);
			List.copyOf(this.beans.values())
				.stream()
				.filter((other) -> url.equals(url(other)))
				.forEach((other) -> add(other, claim));
		}
	}

	private static void add(DataSource dataSource, Claim claim) {
		for (DataSource leaf : DataSourceTree.leaves(dataSource)) {
			LeaseFence fence = fenceOf(leaf);
			if (fence != null) {
				fence.add(claim.lease());
			}
		}
	}

	private static @Nullable String url(DataSource dataSource) {
		String url = DedicatedDataSource.urlOf(dataSource);
		return (url != null) ? url.replaceFirst("[?;].*", "") : null;
	}

	private static @Nullable LeaseFence fenceOf(DataSource dataSource) {
		if (dataSource instanceof FencedDataSource delegating) {
			return delegating.fence();
		}
		return HIKARI ? HikariFencing.fenceOf(dataSource) : null;
	}

	/**
	 * End a pool's sessions: idle ones now, the others when they are given back.
	 * @param dataSource a data source bean
	 */
	void endSessions(DataSource dataSource) {
		if (HIKARI) {
			DataSourceTree.leaves(dataSource).forEach(HikariFencing::evict);
		}
	}

	/**
	 * Have a pool renew its connections, and with it every other pool that names the same
	 * database: idle ones now, the others when they are given back.
	 * @param dataSource a data source bean
	 */
	void renewConnections(DataSource dataSource) {
		String url = url(dataSource);
		Set<DataSource> pools = new LinkedHashSet<>(DataSourceTree.leaves(dataSource));
		List.copyOf(this.beans.values())
			.stream()
			.filter((other) -> url != null && url.equals(url(other)))
			.forEach((other) -> pools.addAll(DataSourceTree.leaves(other)));
		pools.forEach(PoolRenewal::renew);
	}

	/**
	 * Return whether sessions of a data source carry the tag.
	 * @param dataSource a data source bean
	 * @return {@code true} if all behind it are pools that were tagged before they
	 * connected
	 */
	boolean isTagged(DataSource dataSource) {
		return HIKARI && DataSourceTree.leaves(dataSource).stream().allMatch(HikariFencing::isFenced);
	}

}
