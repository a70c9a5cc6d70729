package io.expandcontract.online;

import java.sql.SQLException;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("all-databases")
class MySqlOnlineDdlFormsTests extends MySqlFamilyOnlineDdlFormsContractTests {

	/** Changes without a rebuild that a table bears. */
	private static final int MOST_INSTANT = 64;

	MySqlOnlineDdlFormsTests() {
		super(TestDatabases.MYSQL, Dialect.MYSQL);
	}

	private int rowVersions() {
		Integer versions = jdbc().queryForObject("""
				select TOTAL_ROW_VERSIONS from information_schema.INNODB_TABLES
				where NAME = concat(database(), '/child')
				""", Integer.class);
		return (versions != null) ? versions : -1;
	}

	@Test
	void columnBeyondTheLastInstantOneRebuildsTheTable() throws SQLException {
		for (int column = 1; column <= MOST_INSTANT; column++) {
			run("alter table child add column c" + column + " int");
			jdbc().update("update child set c" + column + " = " + column);
		}
		assertThat(rowVersions()).isEqualTo(MOST_INSTANT);
		run("alter table child add column c65 int default 65");
		assertThat(rowVersions()).isLessThan(MOST_INSTANT);
		assertThat(columns("c%")).isEqualTo(MOST_INSTANT + 2);
		assertThat(jdbc().queryForObject("select sum(c1 + c64 + c65) from child", Integer.class))
			.isEqualTo(2 * (1 + 64 + 65));
	}

	@Test
	void rebuildOfATableWithACascadeLetsOthersWrite() throws SQLException {
		jdbc().execute("alter table child add constraint fk foreign key (parent_id) references parent (id) "
				+ "on delete cascade");
		run("alter table child modify name varchar(20) not null");
		jdbc().update("delete from parent");
		assertThat(jdbc().queryForObject("select count(*) from child", Integer.class)).isZero();
	}

	@Test
	void foreignKeyIsRefusedWithThePlan() {
		assertThatExceptionOfType(NoOnlineFormException.class)
			.isThrownBy(() -> run("alter table child add constraint fk foreign key (parent_id) references parent (id)"))
			.withMessageContaining("foreign_key_checks = 0")
			.withMessageContaining("rows without a parent");
	}

	@Test
	void typeThatNeedsACopyIsRefusedWithThePlan() {
		assertThatExceptionOfType(NoOnlineFormException.class)
			.isThrownBy(() -> run("alter table child modify code varchar(20)"))
			.withMessageContaining("syncColumns");
	}

}
