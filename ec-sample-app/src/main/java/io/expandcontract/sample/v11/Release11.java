package io.expandcontract.sample.v11;

import io.expandcontract.sample.Users;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The beans of release 1.1: its entity, its repository, its {@link Users}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!release-1.0")
@EntityScan
@EnableJpaRepositories
class Release11 {

	@Bean
	Users users(UserRepository repository) {
		return new JpaUsers(repository);
	}

}
