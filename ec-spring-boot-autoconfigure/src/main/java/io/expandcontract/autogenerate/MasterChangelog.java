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
		if (text.contains("</databaseChangeLog>")) {
			StringBuilder lines = new StringBuilder();
			paths.forEach((path) -> lines.append("    <include file=\"").append(path).append("\"/>\n"));
			int end = text.lastIndexOf("</databaseChangeLog>");
			return text.substring(0, end) + lines + text.substring(end);
		}
		if (!Pattern.compile("(?m)^databaseChangeLog:").matcher(text).find()) {
			return null;
		}
		Matcher item = ITEM.matcher(text);
		String indent = item.find() ? item.group(1) : "  ";
		StringBuilder all = new StringBuilder(
				text.replaceFirst("(?m)^databaseChangeLog:\\s*\\[\\s*\\]", "databaseChangeLog:"));
		if (!text.endsWith("\n")) {
			all.append('\n');
		}
		paths.forEach((path) -> all.append(indent).append("- include: { file: ").append(path).append(" }\n"));
		return all.toString();
	}

}
