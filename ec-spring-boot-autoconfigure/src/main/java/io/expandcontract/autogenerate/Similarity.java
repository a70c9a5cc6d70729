package io.expandcontract.autogenerate;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether something new looks like something that is no longer mapped under another
 * name. It only raises a question.
 */
final class Similarity {

	private Similarity() {
	}

	/**
	 * Return whether two tables have at least two columns, and two out of three of all,
	 * in common.
	 */
	static boolean of(Table before, Table after) {
		Set<String> known = names(before);
		Set<String> wanted = names(after);
		long common = known.stream().filter(wanted::contains).count();
		return common >= 2 && 3 * common >= 2L * Math.max(known.size(), wanted.size());
	}

	private static Set<String> names(Table table) {
		return table.columns()
			.stream()
			.map((column) -> column.name().toLowerCase(Locale.ROOT) + " " + TypeName.of(column.type()))
			.collect(Collectors.toSet());
	}

	/**
	 * Return whether two columns of one table have the same type, and names that share a
	 * word or most of their letters.
	 */
	static boolean of(Column before, Column after) {
		if (!TypeName.of(before.type()).isSame(TypeName.of(after.type()))) {
			return false;
		}
		String known = before.name().toLowerCase(Locale.ROOT);
		String wanted = after.name().toLowerCase(Locale.ROOT);
		Set<String> words = Set.of(known.split("_+"));
		boolean sharesWord = java.util.Arrays.stream(wanted.split("_+"))
			.anyMatch((word) -> word.length() > 2 && words.contains(word));
		return sharesWord || 2 * distance(known, wanted) <= Math.max(known.length(), wanted.length());
	}

	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int index = 0; index <= one.length(); index++) {
			int diagonal = (index == 0) ? 0 : row[0];
			for (int place = 0; place <= other.length(); place++) {
				int above = row[place];
				if (index == 0 || place == 0) {
					row[place] = index + place;
				}
				else {
					int change = (one.charAt(index - 1) == other.charAt(place - 1)) ? 0 : 1;
					row[place] = Math.min(diagonal + change, 1 + Math.min(above, row[place - 1]));
				}
				diagonal = above;
			}
		}
		return row[other.length()];
	}

}
