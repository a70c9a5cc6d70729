package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlCatalogTests extends MySqlFamilyCatalogContractTests {

	MySqlCatalogTests() {
		super(TestDatabases.MYSQL);
	}

	@Override
	List<String> everything() {
		List<String> all = new ArrayList<>(super.everything());
		all.add("create index computed on t ((concat(quoted, 'it''s')), small desc)");
		return all;
	}

}
