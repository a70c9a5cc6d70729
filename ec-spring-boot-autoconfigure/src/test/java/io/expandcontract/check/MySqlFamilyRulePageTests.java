package io.expandcontract.check;

import java.util.List;

import io.expandcontract.check.RulePage.Example;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.Database;

/**
 * The page of MySQL and MariaDB. Their servers take one statement at a time, and commit
 * each.
 */
abstract class MySqlFamilyRulePageTests extends RulePageContractTests {

	MySqlFamilyRulePageTests(TestDatabases engine, Database liquibase) {
		super(engine, liquibase, "rules-mysql.md");
	}

	@Override
	void script(String sql) {
		statements(new Example("expand", "", sql)).forEach(super::script);
	}

	@Override
	List<String> units(Example example) {
		return statements(example);
	}

}
