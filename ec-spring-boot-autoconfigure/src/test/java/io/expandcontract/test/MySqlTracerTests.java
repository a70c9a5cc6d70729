package io.expandcontract.test;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlTracerTests extends MySqlFamilyTracerContractTests {

	MySqlTracerTests() {
		super(TestDatabases.MYSQL);
	}

	@Override
	Impact ofCopy() {
		return Impact.BLOCKING;
	}

}
