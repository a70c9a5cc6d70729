package io.expandcontract.check;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.core.PostgresDatabase;

class PostgreSqlRulePageTests extends RulePageContractTests {

	PostgreSqlRulePageTests() {
		super(TestDatabases.POSTGRESQL, new PostgresDatabase(), "rules.md");
	}

}
