package io.expandcontract.boot;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.r2dbc.spi.Wrapped;
import org.aopalliance.intercept.MethodInterceptor;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ClassUtils;

/**
 * An R2DBC connection factory with the fence where a connection is borrowed.
 */
final class FencedConnectionFactory implements ConnectionFactory, Wrapped<ConnectionFactory> {

	private static final String POOL = "io.r2dbc.pool.ConnectionPool";

	private final ConnectionFactory target;

	private final LeaseFence fence;

	private FencedConnectionFactory(ConnectionFactory target, LeaseFence fence) {
		this.target = target;
		this.fence = fence;
	}

	/**
	 * Put the fence in front of a connection factory. A pool stays a pool to those who
	 * ask for one.
	 * @param target the application's connection factory
	 * @param fence the fence
	 * @return what takes its place
	 */
	static ConnectionFactory of(ConnectionFactory target, LeaseFence fence) {
		FencedConnectionFactory fenced = new FencedConnectionFactory(target, fence);
		if (!POOL.equals(ClassUtils.getUserClass(target).getName())) {
			return fenced;
		}
		ProxyFactory proxy = new ProxyFactory(target);
		proxy.setProxyTargetClass(true);
		proxy.addAdvice((MethodInterceptor) (call) -> "create".equals(call.getMethod().getName()) ? fenced.create()
				: call.proceed());
		return (ConnectionFactory) proxy.getProxy(target.getClass().getClassLoader());
	}

	@Override
	public Mono<Connection> create() {
		return Mono.<Connection>from(this.target.create())
			.flatMap((connection) -> this.fence.isOpen() ? Mono.just(connection) : held(connection));
	}

	private Mono<Connection> held(Connection connection) {
		Mono<Void> giveBack = Mono.from(connection.close());
		return ReactiveLease.opens(this.fence)
			.doOnCancel(giveBack::subscribe)
			.flatMap((open) -> open ? Mono.just(connection)
					: giveBack.then(Mono.error(() -> new R2dbcTransientResourceException(LeaseFence.REFUSAL))));
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return this.target.getMetadata();
	}

	@Override
	public ConnectionFactory unwrap() {
		return this.target;
	}

}
