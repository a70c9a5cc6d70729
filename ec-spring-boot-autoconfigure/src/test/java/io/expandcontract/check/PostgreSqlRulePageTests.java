package io.expandcontract.check;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.core.PostgresDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

class PostgreSqlRulePageTests extends RulePageContractTests {

	PostgreSqlRulePageTests() {
		super(TestDatabases.POSTGRESQL, new PostgresDatabase(), "rules.md");
	}

	@Override
	boolean isCleared(JdbcTemplate used) {
		used.execute("drop schema public cascade; create schema public; grant usage on schema public to public");
		return true;
	}

}
