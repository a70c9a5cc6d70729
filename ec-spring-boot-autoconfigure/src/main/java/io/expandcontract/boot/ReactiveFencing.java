package io.expandcontract.boot;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.expandcontract.fleet.Lease;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;

/**
 * Puts the fence into the application's R2DBC connection factories, and tells when one of
 * them is about to close. Which database they connect to is not compared: work is let in
 * while every lease of this instance is held.
 */
final class ReactiveFencing implements DestructionAwareBeanPostProcessor, OtherConnections {

	private static final Log logger = LogFactory.getLog(ReactiveFencing.class);

	private final Departures departures;

	private final Supplier<Stream<ConnectionFactory>> factories;

	private final LeaseFence fence = new LeaseFence();

	private final Map<Object, ConnectionFactory> beans = Collections.synchronizedMap(new IdentityHashMap<>());

	ReactiveFencing(Departures departures, Supplier<Stream<ConnectionFactory>> factories) {
		this.departures = departures;
		this.factories = factories;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof ConnectionFactory factory)) {
			return bean;
		}
		ConnectionFactory result = FencedConnectionFactory.of(factory, this.fence);
		this.beans.put(bean, result);
		return result;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		ConnectionFactory result = this.beans.get(bean);
		if (result == null) {
			return false;
		}
		this.departures.opened(result);
		return true;
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		ConnectionFactory result = this.beans.remove(bean);
		if (result != null) {
			this.departures.closing(result);
		}
	}

	@Override
	public void fence(Lease lease) {
		this.fence.add(lease);
	}

	@Override
	public Set<String> users() {
		Set<String> users = new TreeSet<>();
		try {
			this.factories.get().forEach((factory) -> {
				OptionsCapableConnectionFactory capable = OptionsCapableConnectionFactory.unwrapFrom(factory);
				Object user = (capable != null) ? capable.getOptions().getValue(ConnectionFactoryOptions.USER) : null;
				if (user != null) {
					users.add(user.toString());
				}
				else {
					logger.warn("The R2DBC connection factory for " + factory.getMetadata().getName()
							+ " does not tell its user, so the gate sees its sessions only if a data source has the "
							+ "same. See docs/applications.md#r2dbc");
				}
			});
		}
		catch (BeansException ex) {
			logger.warn("The users of R2DBC connection factories are not known: " + ex.getMessage());
		}
		return users;
	}

}
