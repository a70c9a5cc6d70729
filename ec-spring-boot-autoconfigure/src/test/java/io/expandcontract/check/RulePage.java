package io.expandcontract.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of rules, taken apart: a schema, and for each rule an example that it finds and
 * one that it does not.
 */
final class RulePage {

	private static final Pattern SECTION = Pattern.compile("(?ms)^### ([PM]\\d+) ([^\\n]+)\\n(.*?)(?=^##|\\z)");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql (setup|old|bad|good)\\n(.*?)^```$");

	private static final Pattern OTHER = Pattern.compile("(?m)^\\| ([PM]\\d+) \\| (\\S.*) \\|$");

	private static final Pattern HEAD = Pattern.compile("(?m)^-- (expand|migrate|@contract)((?: \\w+:\\w+)*)$");

	private final String text;

	RulePage(String name) {
		try {
			this.text = Files.readString(Path.of("..", "docs", name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A rule's section.
	 *
	 * @param id the rule's id
	 * @param title the head
	 * @param text all of it
	 * @param blocks its code by kind
	 */
	record Section(String id, String title, String text, Map<String, String> blocks) {

		String block(String kind) {
			return this.blocks.getOrDefault(kind, "");
		}

		/**
		 * Return what the release that is running sends.
		 */
		List<String> old() {
			return block("old").lines().filter((line) -> !line.isBlank()).toList();
		}

		List<Example> example(String kind) {
			return RulePage.changeSets(block(kind));
		}

		@Override
		public String toString() {
			return this.id + " " + this.title;
		}

	}

	/**
	 * One changeset of an example.
	 *
	 * @param context its phase
	 * @param attributes further attributes
	 * @param sql its statements
	 */
	record Example(String context, String attributes, String sql) {

		boolean isExpand() {
			return this.context.equals("expand");
		}

		boolean isInTransaction() {
			return !this.attributes.contains("runInTransaction:false");
		}

		String changeSet(int number) {
			return "--changeset ann:" + number + " contextFilter:" + this.context + this.attributes + "\n" + this.sql
					+ "\n";
		}

	}

	String setup() {
		Matcher first = BLOCK.matcher(this.text);
		return first.find() ? first.group(2) : "";
	}

	List<Section> sections() {
		return SECTION.matcher(this.text)
			.results()
			.map((match) -> new Section(match.group(1), match.group(2), match.group(3), blocks(match.group(3))))
			.toList();
	}

	private static Map<String, String> blocks(String text) {
		return BLOCK.matcher(text)
			.results()
			.collect(Collectors.toMap((match) -> match.group(1), (match) -> match.group(2)));
	}

	/**
	 * Return the rows of the catalogue that are no rules.
	 */
	List<String> others() {
		return OTHER.matcher(this.text).results().map((match) -> match.group(1)).toList();
	}

	private static List<Example> changeSets(String block) {
		List<MatchResult> heads = HEAD.matcher(block).results().toList();
		if (heads.isEmpty()) {
			return List.of(new Example("expand", "", block.strip()));
		}
		List<Example> examples = new ArrayList<>();
		for (int index = 0; index < heads.size(); index++) {
			int end = (index + 1 < heads.size()) ? heads.get(index + 1).start() : block.length();
			examples.add(new Example(heads.get(index).group(1), heads.get(index).group(2),
					block.substring(heads.get(index).end(), end).strip()));
		}
		return examples;
	}

}
