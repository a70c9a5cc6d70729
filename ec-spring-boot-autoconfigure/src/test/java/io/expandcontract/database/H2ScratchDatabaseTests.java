package io.expandcontract.database;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class H2ScratchDatabaseTests extends ScratchDatabaseContractTests {

	H2ScratchDatabaseTests() {
		super(TestDatabases.H2);
	}

	@Test
	void modeIsKept() {
		try (HikariDataSource plain = database();
				ScratchDatabase scratch = ScratchDatabase
					.beside(new DriverManagerDataSource(plain.getJdbcUrl() + ";MODE=PostgreSQL", "sa", ""), null)) {
			assertThat(new JdbcTemplate(scratch.dataSource()).queryForObject(
					"select SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = 'MODE'", String.class))
				.isEqualTo("PostgreSQL");
		}
	}

}
