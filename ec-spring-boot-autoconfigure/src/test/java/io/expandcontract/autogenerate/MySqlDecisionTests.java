package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlDecisionTests extends DecisionContractTests {

	MySqlDecisionTests() {
		super(TestDatabases.MYSQL);
	}

}
