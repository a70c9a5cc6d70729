package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlSkippedReleaseTests extends SkippedReleaseContractTests {

	MySqlSkippedReleaseTests() {
		super(TestDatabases.MYSQL);
	}

}
