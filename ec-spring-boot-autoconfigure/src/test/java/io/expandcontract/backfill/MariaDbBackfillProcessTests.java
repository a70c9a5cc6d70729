package io.expandcontract.backfill;

import java.sql.SQLException;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbBackfillProcessTests extends BackfillProcessContractTests {

	MariaDbBackfillProcessTests() {
		super(TestDatabases.MARIADB);
	}

	@Override
	@BeforeEach
	void createDatabase() throws SQLException {
		super.createDatabase();
		this.jdbc.execute("create table digit (n int primary key)");
		this.jdbc.update("insert into digit (n) values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
	}

}
