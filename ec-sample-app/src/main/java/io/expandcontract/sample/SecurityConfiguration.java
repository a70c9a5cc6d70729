package io.expandcontract.sample;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Everyone may look at the actuator and use the API; only the role {@code MIGRATIONS} may
 * contract. CSRF protection is for browsers with a session: here are neither, and with it
 * the POST of a Job would be refused.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		return http.csrf((csrf) -> csrf.ignoringRequestMatchers("/users/**", "/actuator/**"))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.httpBasic(Customizer.withDefaults())
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.requestMatchers("/users/**")
				.permitAll()
				.requestMatchers(HttpMethod.GET, "/actuator/**")
				.permitAll()
				.requestMatchers("/actuator/**")
				.hasRole("MIGRATIONS")
				.anyRequest()
				.denyAll())
			.build();
	}

	@Bean
	UserDetailsService operators(@Value("${sample.ops-password}") String password) {
		return new InMemoryUserDetailsManager(
				User.withUsername("ops").password("{noop}" + password).roles("MIGRATIONS").build());
	}

}
