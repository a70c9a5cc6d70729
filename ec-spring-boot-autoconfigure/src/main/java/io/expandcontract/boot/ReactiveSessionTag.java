package io.expandcontract.boot;

import java.util.Set;

import io.expandcontract.database.SessionTag;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;

import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.core.Ordered;

/**
 * Appends the session tag to the name that R2DBC sessions show on PostgreSQL, after
 * everyone else had a say in it.
 */
final class ReactiveSessionTag implements ConnectionFactoryOptionsBuilderCustomizer, Ordered {

	private static final Option<Object> NAME = Option.valueOf("applicationName");

	private static final Set<String> POSTGRESQL = Set.of("postgresql", "postgres");

	@Override
	public void customize(ConnectionFactoryOptions.Builder builder) {
		ConnectionFactoryOptions options = builder.build();
		String protocol = String.valueOf(options.getValue(ConnectionFactoryOptions.PROTOCOL));
		if (POSTGRESQL.contains(String.valueOf(options.getValue(ConnectionFactoryOptions.DRIVER)))
				|| POSTGRESQL.contains(protocol)) {
			Object name = options.getValue(NAME);
			builder.option(NAME, SessionTag.ofThisProcess().appendTo((name != null) ? name.toString() : null, false));
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
