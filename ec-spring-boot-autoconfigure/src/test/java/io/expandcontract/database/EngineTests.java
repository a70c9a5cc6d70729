package io.expandcontract.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class EngineTests {

	@Test
	void databaseWithoutSessionLocksIsNotSupported() throws SQLException {
		Connection connection = mock();
		DatabaseMetaData metaData = mock();
		given(connection.getMetaData()).willReturn(metaData);
		given(metaData.getDatabaseProductName()).willReturn("Derby");
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> Engine.of(connection))
			.withMessageContaining("Derby");
	}

	@Test
	void quotesInIdentifiersAreDoubled() {
		assertThat(new PostgreSqlEngine().quote("a\"b")).isEqualTo("\"a\"\"b\"");
	}

	@Test
	void namesFoldAsEachDatabaseFolds() {
		assertThat(new PostgreSqlEngine().fold("Person")).isEqualTo("person");
		assertThat(new H2Engine().fold("Person")).isEqualTo("PERSON");
	}

	@Test
	void lockNumbersAreStableAndDiffer() {
		assertThat(LockKeys.of("expand-contract a")).isEqualTo(LockKeys.of("expand-contract a"))
			.isNotEqualTo(LockKeys.of("expand-contract b"));
	}

}
