package io.expandcontract.boot;

import io.expandcontract.migration.Migrations;
import io.expandcontract.status.StatusReader;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the endpoint {@code migrations}.
 */
@AutoConfiguration(after = MigrationsStatusAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Migrations.class)
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
@EnableConfigurationProperties(MigrationsEndpointProperties.class)
public final class MigrationsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationsEndpoint migrationsEndpoint(Migrations migrations, StatusReader reader,
			MigrationsEndpointProperties properties) {
		return new MigrationsEndpoint(reader, new EndpointOperations(migrations, reader), properties);
	}

	@Bean
	MigrationsEndpointAdvisor migrationsEndpointAdvisor(ObjectProvider<EndpointRequestCheck> check) {
		return new MigrationsEndpointAdvisor(check.getIfAvailable(() -> EndpointRequestCheck.NONE));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		ReactiveRequestCheck migrationsEndpointRequestCheck(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new ReactiveRequestCheck(() -> {
				PathMappedEndpoints known = endpoints.getIfAvailable();
				return (known != null) ? known.getPath(MigrationsEndpointAdvisor.ID) : null;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(name = "org.springframework.web.servlet.HandlerMapping")
	static class ServletConfiguration {

		@Bean
		ServletRequestCheck migrationsEndpointRequestCheck() {
			return new ServletRequestCheck();
		}

	}

}
