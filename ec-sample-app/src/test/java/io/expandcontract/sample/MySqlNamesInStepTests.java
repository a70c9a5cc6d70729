package io.expandcontract.sample;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlNamesInStepTests extends NamesInStepContractTests {

	MySqlNamesInStepTests() {
		super(TestDatabases.MYSQL);
	}

}
