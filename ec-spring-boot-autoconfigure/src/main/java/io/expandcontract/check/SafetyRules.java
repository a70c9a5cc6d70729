package io.expandcontract.check;

import java.util.List;

import io.expandcontract.sql.Dialect;

/**
 * All rules, in the order of the catalogue.
 */
public final class SafetyRules {

	private static final List<SafetyRule> ALL = List.of( //
			new AddColumnRules.VolatileDefault(), //
			new AddColumnRules.Numbered(), //
			new AddColumnRules.Stored(), //
			new AddColumnRules.ConstrainedDomain(), //
			new AddColumnRules.Required(), //
			new NullRules.DropDefault(), //
			new InlineConstraintRules.InlineKey(), //
			new InlineConstraintRules.InlineCheck(), //
			new InlineConstraintRules.InlineReference(), //
			new AddColumnRules.Json(), //
			new TypeRules.Rewrite(), //
			new TypeRules.Widen(), //
			new TypeRules.Collate(), //
			new TypeRules.UsedElsewhere(), //
			new TypeRules.Checked(), //
			new NullRules.SetNotNull(), //
			new ConstraintRules.ForeignKey(), //
			new ConstraintRules.Check(), //
			new ConstraintRules.ValidatedAtOnce(), //
			new ConstraintRules.Unique(), //
			new ConstraintRules.NullableKey(), //
			new ConstraintRules.Exclusion(), //
			new IndexRules.CreateIndex(), //
			new IndexRules.ConcurrentlyInTransaction(), //
			new IndexRules.HiddenInvalid(), //
			new IndexRules.Partitioned(), //
			new IndexRules.DropIndex(), //
			new IndexRules.WriteAnew(), //
			new RenameRules.RenameColumn(), //
			new RenameRules.RenameOther(), //
			new RenameRules.RenameValue(), //
			new ObjectRules.AddEnumValue(), //
			new DropRules.DropColumn(), //
			new DropRules.DropTable(), //
			new DropRules.DropForeignKey(), //
			new DropRules.DropKey(), //
			new NullRules.DropNotNull(), //
			new NullRules.SetDefault(), //
			new DropRules.DropOther(), //
			new ObjectRules.Replace(), //
			new DropRules.Empty(), //
			new RowRules.ManyRows(), //
			new RowRules.RowsUnderLock(), //
			new RowRules.TwoTables(), //
			new ObjectRules.Trigger(), //
			new ObjectRules.Rights(), //
			new ObjectRules.Partition(), //
			new AdviceRules.SecondThoughts(), //
			new ObjectRules.Hidden(), //
			new TypeRules.PreparedStatements(), //
			new LongWorkRule(), //
			new MySqlColumnRules.RowVersions(), //
			new MySqlColumnRules.ExpressionDefault(), //
			new MySqlColumnRules.AutoIncrement(), //
			new MySqlColumnRules.StoredValue(), //
			new MySqlTypeRules.OtherType(), //
			new MySqlTypeRules.LongVarchar(), //
			new MySqlTypeRules.CharacterSet(), //
			new MySqlTypeRules.RefuseNull(), //
			new MySqlKeyRules.SpecialIndex(), //
			new MySqlKeyRules.Key(), //
			new MySqlKeyRules.Reference(), //
			new MySqlColumnRules.IgnoredReference(), //
			new MySqlKeyRules.EnforcedCheck(), //
			new MySqlTypeRules.AppendValue(), //
			new MySqlTypeRules.OtherValues(), //
			new MySqlStatementRules.Blocking(), //
			new MySqlStatementRules.Silent(), //
			new MySqlStatementRules.HalfDone(), //
			new MySqlStatementRules.WriteAnew(), //
			new MySqlStatementRules.UnseenByTrigger(), //
			new MySqlStatementRules.Types());

	private SafetyRules() {
	}

	/**
	 * Return the rules of a database.
	 * @param dialect the database's SQL
	 * @return those that have an id there
	 */
	public static List<SafetyRule> of(Dialect dialect) {
		return ALL.stream().filter((rule) -> rule.id(dialect) != null).toList();
	}

	/**
	 * Return the rules of all databases.
	 * @return all rules
	 */
	public static List<SafetyRule> all() {
		return ALL;
	}

}
