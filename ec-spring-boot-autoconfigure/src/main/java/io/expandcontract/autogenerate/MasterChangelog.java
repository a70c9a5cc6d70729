package io.expandcontract.autogenerate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Adds to the end of a changelog, leaving all else as its author wrote it.
 */
final class MasterChangelog {

	private static final Pattern ITEM = Pattern.compile("(?m)^( *)- +\\S");

	private MasterChangelog() {
	}

	/**
	 * Include files.
	 * @param text the changelog
	 * @param paths the files in order
	 * @return the changelog with the files, or {@code null} if it cannot include any
	 */
	static @Nullable String include(String text, List<String> paths) {
		return append(text, paths.stream().map((path) -> "<include file=\"" + path + "\"/>").toList(),
				paths.stream().map((path) -> "include: { file: " + path + " }").toList());
	}

	/**
	 * Tag a checkpoint.
	 * @param text the changelog
	 * @param checkpoint its name, of letters, digits, points, hyphens and underscores
	 * @param author who the changeset belongs to
	 * @return the changelog with the checkpoint at its end, or {@code null} if it is in
	 * neither YAML nor XML
	 */
	static @Nullable String tag(String text, String checkpoint, String author) {
		String xml = "<changeSet id=\"checkpoint-%1$s\" author=\"%2$s\"><tagDatabase tag=\"%1$s\"/></changeSet>";
		String yaml = "changeSet: { id: checkpoint-%1$s, author: \"%2$s\", changes: [ { tagDatabase: { tag: \"%1$s\" } } ] }";
		return append(text, List.of(xml.formatted(checkpoint, escaped(author))),
				List.of(yaml.formatted(checkpoint, author.replace("\\", "\\\\").replace("\"", "\\\""))));
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

	private static @Nullable String append(String text, List<String> xml, List<String> yaml) {
		if (text.contains("</databaseChangeLog>")) {
			StringBuilder lines = new StringBuilder();
			xml.forEach((element) -> lines.append("    ").append(element).append('\n'));
			int end = text.lastIndexOf("</databaseChangeLog>");
			return text.substring(0, end) + lines + text.substring(end);
		}
		if (!Pattern.compile("(?m)^databaseChangeLog:").matcher(text).find()) {
			return null;
		}
		Matcher first = ITEM.matcher(text);
		String indent = first.find() ? first.group(1) : "  ";
		StringBuilder all = new StringBuilder(
				text.replaceFirst("(?m)^databaseChangeLog:\\s*\\[\\s*\\]", "databaseChangeLog:"));
		if (!text.endsWith("\n")) {
			all.append('\n');
		}
		yaml.forEach((item) -> all.append(indent).append("- ").append(item).append('\n'));
		return all.toString();
	}

}
