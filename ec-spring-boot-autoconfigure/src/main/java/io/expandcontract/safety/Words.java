package io.expandcontract.safety;

import java.util.Locale;

import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AddEnumValue;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.ChangeTable;
import io.expandcontract.sql.Operation.CreateDomain;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.MovePartition;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.SetOption;
import io.expandcontract.sql.Operation.Unknown;
import io.expandcontract.sql.Operation.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says what an operation does.
 */
final class Words {

	private Words() {
	}

	static String of(Operation operation) {
		String column = ofColumn(operation);
		return (column != null) ? column : ofOther(operation);
	}

	private static @Nullable String ofColumn(Operation operation) {
		if (operation instanceof AddColumn add) {
			return "add the column " + column(add.table(), add.column().name());
		}
		if (operation instanceof DropColumn drop) {
			return "drop the column " + column(drop.table(), drop.column());
		}
		if (operation instanceof RenameColumn rename) {
			return "rename the column " + column(rename.table(), rename.column()) + " to " + rename.to();
		}
		if (operation instanceof AlterType alter) {
			return "change the type of " + column(alter.table(), alter.column()) + " to " + alter.type();
		}
		if (operation instanceof RedefineColumn redefine) {
			return "define the column " + column(redefine.table(), redefine.column().name()) + " anew";
		}
		if (operation instanceof SetNotNull set) {
			return "set NOT NULL on " + column(set.table(), set.column());
		}
		if (operation instanceof DropNotNull drop) {
			return "drop NOT NULL from " + column(drop.table(), drop.column());
		}
		if (operation instanceof SetDefault set) {
			return "set the default of " + column(set.table(), set.column());
		}
		return (operation instanceof DropDefault drop) ? "drop the default of " + column(drop.table(), drop.column())
				: null;
	}

	private static String ofOther(Operation operation) {
		if (operation instanceof CreateTable create) {
			return "create the table " + create.table();
		}
		if (operation instanceof DropTable drop) {
			return "drop the table " + drop.table();
		}
		if (operation instanceof RenameTable rename) {
			return "rename the table " + rename.table() + " to " + rename.to();
		}
		if (operation instanceof AddConstraint add) {
			return "add a " + kind(add.constraint().kind()) + named(add.constraint().name()) + " to " + add.table();
		}
		if (operation instanceof ValidateConstraint validate) {
			return "validate the constraint " + validate.constraint() + " of " + validate.table();
		}
		if (operation instanceof DropConstraint drop) {
			return "drop the " + ((drop.kind() != null) ? kind(drop.kind()) : "constraint") + named(drop.constraint())
					+ " of " + drop.table();
		}
		if (operation instanceof CreateIndex create) {
			return "create " + (create.unique() ? "a unique" : "an") + " index on " + create.table();
		}
		if (operation instanceof DropIndex drop) {
			return "drop the index " + drop.index();
		}
		if (operation instanceof MovePartition move) {
			return (move.attached() ? "attach" : "detach") + " the partition " + move.partition();
		}
		if (operation instanceof CreateObject create) {
			return "create" + (create.replaces() ? " or replace" : "") + " the " + word(create.kind()) + " "
					+ create.object();
		}
		if (operation instanceof CreateDomain create) {
			return "create the domain " + create.domain();
		}
		if (operation instanceof DropObject drop) {
			return "drop the " + word(drop.kind()) + " " + drop.object();
		}
		if (operation instanceof RenameObject rename) {
			return "rename the " + word(rename.kind()) + " " + rename.object() + " to " + rename.to();
		}
		if (operation instanceof AddEnumValue add) {
			return "add the value '" + add.value() + "' to the type " + add.type();
		}
		if (operation instanceof RenameEnumValue rename) {
			return "rename the value '" + rename.value() + "' of the type " + rename.type();
		}
		return ofRest(operation);
	}

	private static String ofRest(Operation operation) {
		if (operation instanceof ChangeRows rows) {
			return word(rows.kind()) + " rows of " + rows.table();
		}
		if (operation instanceof ChangeRights rights) {
			return (rights.granted() ? "grant" : "revoke") + " rights";
		}
		if (operation instanceof Annotate annotate) {
			return annotate.what();
		}
		if (operation instanceof SetOption option) {
			return "set " + option.name();
		}
		if (operation instanceof Rebuild rebuild) {
			return rebuild.how().toLowerCase(Locale.ROOT);
		}
		if (operation instanceof ChangeTable change) {
			return change.what() + " of " + change.table();
		}
		return (operation instanceof Unknown unknown) ? unknown.reason() : operation.toString();
	}

	private static String column(Name table, String column) {
		return table + "." + column;
	}

	private static String named(@Nullable String constraint) {
		return (constraint != null) ? " " + constraint : "";
	}

	private static String kind(Constraint.Kind kind) {
		return switch (kind) {
			case CHECK -> "check constraint";
			case EXCLUSION -> "exclusion constraint";
			case UNIQUE -> "unique constraint";
			default -> word(kind);
		};
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
