package io.expandcontract.boot.command;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands use what the application declares itself: data sources, what runs Liquibase,
 * and the users of both.
 */
class DeclaredBeansTests {

	private final HikariDataSource first = TestDatabases.H2.createDatabase();

	private final HikariDataSource second = TestDatabases.H2.createDatabase();

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	private ExecutedCommand execute(String command, String... more) {
		String[] arguments = new String[more.length + 3];
		arguments[0] = command;
		arguments[1] = "format=json";
		arguments[2] = "--second=" + this.second.getJdbcUrl();
		System.arraycopy(more, 0, arguments, 3, more.length);
		return ExecutedCommand.of(Two.class, "1.1", this.first, arguments);
	}

	private static long changeSets(DataSource dataSource) {
		Long count = new JdbcTemplate(dataSource).queryForObject("select count(*) from DATABASECHANGELOG", Long.class);
		return (count != null) ? count : -1;
	}

	@Test
	void everyDeclaredDatabaseIsSeenAndExpanded() {
		ExecutedCommand status = execute("status");
		assertThat(status.exitCode()).as(status.errors()).isEqualTo(10);
		assertThat(status.json().at("/databases").propertyNames()).containsExactly("people", "stock");
		ExecutedCommand expand = execute("expand");
		assertThat(expand.exitCode()).as(expand.errors()).isZero();
		assertThat(expand.json().at("/databases/people/executed")).hasSize(8);
		assertThat(expand.json().at("/databases/stock/executed")).hasSize(2);
		assertThat(changeSets(this.first)).isEqualTo(8);
		assertThat(changeSets(this.second)).isEqualTo(2);
		assertThat(execute("status").exitCode()).isZero();
		assertThat(execute("offline").exitCode()).isZero();
	}

	@Test
	void beanThatIsToldNotToRunIsLeftOut() {
		ExecutedCommand expand = execute("expand", "--stock.run=false");
		assertThat(expand.exitCode()).as(expand.errors()).isZero();
		assertThat(expand.json().at("/databases").propertyNames()).containsExactly("people");
		assertThat(expand.errors()).contains("told not to run by the bean stock");
	}

	@Test
	void dropFirstNeverDrops() {
		assertThat(execute("expand").exitCode()).isZero();
		new JdbcTemplate(this.first).update("insert into person (id, name) values (1, 'A B')");
		for (String command : new String[] { "status", "expand" }) {
			assertThat(execute(command, "--people.drop-first=true").exitCode()).isZero();
		}
		assertThat(new JdbcTemplate(this.first).queryForObject("select count(*) from person", Long.class)).isOne();
	}

	@Test
	void databasesThatCannotBeFencedAreRefused() {
		ExecutedCommand command = ExecutedCommand.of(Tenants.class, "1.1", this.first, "status");
		assertThat(command.exitCode()).isEqualTo(1);
		assertThat(command.errors()).contains("The bean tenants is a MultiTenantSpringLiquibase");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Two {

		@Bean
		@Primary
		DataSource peopleSource(@Value("${spring.datasource.url}") String url) {
			return DataSourceBuilder.create().url(url).username("sa").build();
		}

		@Bean
		DataSource stockSource(@Value("${second}") String url) {
			return DataSourceBuilder.create().url(url).username("sa").build();
		}

		@Bean
		SpringLiquibase people(DataSource peopleSource, @Value("${people.drop-first:false}") boolean dropFirst) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(peopleSource);
			liquibase.setChangeLog("classpath:/rollout/1.1.yaml");
			liquibase.setDropFirst(dropFirst);
			return liquibase;
		}

		@Bean
		@DependsOn("people")
		SpringLiquibase stock(@Qualifier("stockSource") DataSource stockSource,
				@Value("${stock.run:true}") boolean run) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(stockSource);
			liquibase.setChangeLog("classpath:/rollout/1.0.yaml");
			liquibase.setShouldRun(run);
			return liquibase;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Tenants {

		@Bean
		MultiTenantSpringLiquibase tenants() {
			return new MultiTenantSpringLiquibase();
		}

	}

}
