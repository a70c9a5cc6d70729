package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Objects;

import io.expandcontract.autogenerate.Difference.ColumnRenameSuspected;
import io.expandcontract.autogenerate.Difference.TableRenameSuspected;
import org.jspecify.annotations.Nullable;

/**
 * Asks about what looks like a rename, and takes the answers as if the model had said so.
 */
final class SuspectedRenames {

	private final DecisionTable table;

	private final RenameJudge judge;

	SuspectedRenames(DecisionTable table, RenameJudge judge) {
		this.table = table;
		this.judge = judge;
	}

	/**
	 * Return what was answered.
	 * @param differences all differences
	 */
	Renames ask(List<Difference> differences) {
		Renames.Builder answers = new Renames.Builder();
		for (Difference difference : differences) {
			if (difference instanceof TableRenameSuspected suspected) {
				Boolean renamed = answer(difference);
				if (renamed != null) {
					answers.table(suspected.after().name(), renamed ? suspected.before().name() : "");
				}
			}
			else if (difference instanceof ColumnRenameSuspected suspected) {
				Boolean renamed = answer(difference);
				if (renamed != null) {
					answers.column(suspected.table().name(), suspected.after().name(),
							renamed ? List.of(suspected.before().name()) : List.of());
				}
			}
		}
		return answers.build();
	}

	private @Nullable Boolean answer(Difference difference) {
		return this.judge.isRenamed(Objects.requireNonNull(difference.in(this.table).question()).question());
	}

}
