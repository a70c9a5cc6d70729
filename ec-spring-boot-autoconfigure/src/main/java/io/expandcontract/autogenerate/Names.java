package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.database.Engine;

/**
 * Writes names: in changelogs as their authors would, in SQL quoted only where it must
 * be.
 */
final class Names {

	/** Words of SQL:2016 and of the engines that people give to columns and tables. */
	private static final Set<String> RESERVED = Set
		.of("""
				add all alter and any array as asc between bigint binary both by call case cast char character check
				collate column condition constraint convert create cross cube current current_date current_time
				current_timestamp current_user cursor database date day dec decimal declare default delete desc describe
				distinct double drop each else empty end enum except exists exit explain false fetch float for foreign from
				full function grant group grouping groups having hour if ignore in index inner insert int integer intersect
				interval into is join key keys kill lateral leading left like limit lines load localtime localtimestamp lock
				long loop match minus minute mod month natural no not null numeric of off offset on only option or order
				outer over partition percent placing position primary procedure range rank read real recursive references
				release rename repeat replace require restrict return returning revoke right row rownum rows schema schemas
				second select separator session_user set show signal similar smallint some sql start symmetric system system_user
				table then time timestamp to trailing trigger true union unique unlock unsigned update usage use user using
				value values varchar varying view when where window with within without write xor year zone
				"""
			.strip()
			.split("\\s+"));

	private final Engine engine;

	Names(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Return a name for an attribute of a change.
	 */
	Name attribute(String name) {
		return new Name(plain(name), name, !this.engine.fold(name).equals(name));
	}

	Name attribute(List<String> names) {
		return Name.of(names.stream().map(this::attribute).toList());
	}

	/**
	 * Return a name as people write it.
	 */
	String plain(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return this.engine.fold(lower).equals(name) ? lower : name;
	}

	String plain(List<String> names) {
		return names.stream().map(this::plain).collect(Collectors.joining(", "));
	}

	/**
	 * Return a name for SQL.
	 */
	String sql(String name) {
		String plain = plain(name);
		boolean simple = plain.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(plain);
		return simple ? plain : this.engine.quote(name);
	}

	String sql(List<String> names) {
		return names.stream().map(this::sql).collect(Collectors.joining(", "));
	}

	/**
	 * Return a name for something that stands on a table, of at most 60 characters.
	 */
	String derived(String table, String column, String suffix) {
		String whole = plain(table) + "_" + plain(column);
		String start = (whole.length() + suffix.length() <= 60) ? whole
				: whole.substring(0, 51 - suffix.length()) + "_" + Integer.toHexString(whole.hashCode());
		return start.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_") + suffix;
	}

}
