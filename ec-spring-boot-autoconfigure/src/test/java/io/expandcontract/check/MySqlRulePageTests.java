package io.expandcontract.check;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.core.MySQLDatabase;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlRulePageTests extends MySqlFamilyRulePageTests {

	MySqlRulePageTests() {
		super(TestDatabases.MYSQL, new MySQLDatabase());
	}

}
