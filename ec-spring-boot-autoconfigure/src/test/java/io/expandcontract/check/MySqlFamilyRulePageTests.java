package io.expandcontract.check;

import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.check.RulePage.Example;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The page of MySQL and MariaDB. Their servers take one statement at a time, and commit
 * each.
 */
abstract class MySqlFamilyRulePageTests extends RulePageContractTests {

	private @Nullable SingleConnectionDataSource session;

	MySqlFamilyRulePageTests(TestDatabases engine, Database liquibase) {
		super(engine, liquibase, "rules-mysql.md");
	}

	@Override
	void script(String sql) {
		statements(new Example("expand", "", sql)).forEach(super::script);
	}

	/**
	 * A setting of the session holds for the statements behind it.
	 */
	@Override
	DataSource traced(HikariDataSource used) {
		close();
		SingleConnectionDataSource opened = new SingleConnectionDataSource(used.getJdbcUrl(), used.getUsername(),
				used.getPassword(), true);
		this.session = opened;
		return opened;
	}

	@AfterEach
	void close() {
		if (this.session != null) {
			this.session.destroy();
		}
	}

	@Override
	List<String> units(Example example) {
		return statements(example);
	}

}
