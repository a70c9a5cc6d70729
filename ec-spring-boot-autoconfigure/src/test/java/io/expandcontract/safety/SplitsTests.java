package io.expandcontract.safety;

import java.util.List;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The SQL of split changesets is that of the database.
 */
class SplitsTests {

	private static final Name TABLE = new Name(null, "t");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POSTGRESQL | alter table t alter column c set not null
			H2         | alter table t alter column c set not null
			MYSQL      | alter table t modify column c int not null
			MARIADB    | alter table t modify column c int not null
			""")
	void columnThatIsRequiredAtLast(Dialect dialect, String sql) {
		Operation add = new Operation.AddColumn(TABLE,
				new Column("c", DataType.of("int"), true, null, Column.Generation.NONE, List.of()));
		assertThat(Splits.of(add, null, dialect)).last().extracting(SplitStep::sql).isEqualTo(sql);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POSTGRESQL | alter table t alter column c drop not null
			H2         | alter table t alter column c drop not null
			MYSQL      | alter table t modify column c varchar(20) null
			MARIADB    | alter table t modify column c varchar(20) null
			""")
	void columnThatIsLetGo(Dialect dialect, String sql) {
		Operation drop = new Operation.DropColumn(TABLE, "c", false);
		assertThat(Splits.of(drop, DataType.of("varchar", "20"), dialect)).first()
			.extracting(SplitStep::sql)
			.isEqualTo(sql);
	}

}
