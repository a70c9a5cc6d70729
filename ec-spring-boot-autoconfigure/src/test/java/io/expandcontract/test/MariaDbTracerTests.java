package io.expandcontract.test;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbTracerTests extends MySqlFamilyTracerContractTests {

	MariaDbTracerTests() {
		super(TestDatabases.MARIADB);
	}

	@Override
	Impact ofCopy() {
		return Impact.ONLINE;
	}

}
