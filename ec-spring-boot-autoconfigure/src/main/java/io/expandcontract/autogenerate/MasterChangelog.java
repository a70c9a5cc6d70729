package io.expandcontract.autogenerate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Adds includes to the end of a changelog, leaving all else as its author wrote it.
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
		boolean xml = text.contains("</databaseChangeLog>");
		return append(text,
				paths.stream()
					.map((path) -> xml ? "<include file=\"" + path + "\"/>" : "- include: { file: " + path + " }")
					.toList());
	}

	/**
	 * Add items in the changelog's own format, indented as its others are.
	 * @param text the changelog
	 * @param items the items in order
	 * @return the changelog with the items, or {@code null} if nothing can be added to it
	 */
	static @Nullable String append(String text, List<String> items) {
		int end = text.lastIndexOf("</databaseChangeLog>");
		if (end >= 0) {
			StringBuilder lines = new StringBuilder();
			items.forEach((item) -> lines.append(item.stripTrailing().indent(4)));
			return text.substring(0, end) + lines + text.substring(end);
		}
		if (!Pattern.compile("(?m)^databaseChangeLog:").matcher(text).find()) {
			return null;
		}
		Matcher item = ITEM.matcher(text);
		int indent = item.find() ? item.group(1).length() : 2;
		StringBuilder all = new StringBuilder(
				text.replaceFirst("(?m)^databaseChangeLog:\\s*\\[\\s*\\]", "databaseChangeLog:"));
		if (!text.endsWith("\n")) {
			all.append('\n');
		}
		items.forEach((each) -> all.append(each.stripTrailing().indent(indent)));
		return all.toString();
	}

}
