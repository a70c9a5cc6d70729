package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbDecisionTests extends DecisionContractTests {

	MariaDbDecisionTests() {
		super(TestDatabases.MARIADB);
	}

}
