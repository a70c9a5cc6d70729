package io.expandcontract.sample;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbNamesInStepTests extends NamesInStepContractTests {

	MariaDbNamesInStepTests() {
		super(TestDatabases.MARIADB);
	}

}
