package io.expandcontract.online;

import java.sql.SQLException;
import java.util.Locale;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("all-databases")
class MariaDbOnlineDdlFormsTests extends MySqlFamilyOnlineDdlFormsContractTests {

	MariaDbOnlineDdlFormsTests() {
		super(TestDatabases.MARIADB, Dialect.MARIADB);
	}

	@ParameterizedTest
	@ValueSource(strings = { "modify code varchar(20)", "add constraint positive check (code > 0)",
			"add constraint fk foreign key (parent_id) references parent (id)" })
	void tableIsCopiedWhileOthersWrite(String change) throws SQLException {
		run("alter table child " + change);
		String table = String.valueOf(jdbc().queryForMap("show create table child").get("Create Table"));
		assertThat(table.toLowerCase(Locale.ROOT)).containsAnyOf("`code` varchar(20)", "constraint `positive`",
				"constraint `fk`");
	}

	@Test
	void oldModeDoesNotMatterToAStatementThatDemandsNoLock() throws SQLException {
		run("set session old_mode = 'LOCK_ALTER_TABLE_COPY'");
		run("alter table child modify code varchar(20)");
		assertThat(columns("code")).isEqualTo(1);
	}

	@Test
	void primaryKeyDoesNotGoWhileOthersWrite() {
		assertThatExceptionOfType(NoOnlineFormException.class)
			.isThrownBy(() -> run("alter table child drop primary key"));
	}

}
