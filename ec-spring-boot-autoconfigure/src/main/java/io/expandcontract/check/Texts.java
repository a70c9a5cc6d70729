package io.expandcontract.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts what a safe version needs out of the author's own text.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Return what stands in parentheses behind a word, without them.
	 * @param sql a statement
	 * @param word a keyword, as a regular expression
	 * @return the first such text, or three dots
	 */
	static String inParentheses(String sql, String word) {
		Matcher matcher = Pattern.compile("(?i)\\b" + word + "\\s*\\(").matcher(sql);
		if (!matcher.find()) {
			return "…";
		}
		int depth = 1;
		int end = matcher.end();
		while (end < sql.length() && depth > 0) {
			char character = sql.charAt(end++);
			depth += (character == '(') ? 1 : (character == ')') ? -1 : 0;
		}
		return (depth == 0) ? sql.substring(matcher.end(), end - 1) : "…";
	}

	/**
	 * Write a text so that it can stand between double quotes of YAML.
	 * @param text any text
	 * @return it without a character that YAML would take for its own
	 */
	static String escaped(String text) {
		return text.replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\r", "")
			.replace("\n", "\\n")
			.replace("\t", "\\t");
	}

	/**
	 * Return the first part of a text that a pattern finds.
	 * @param sql a statement
	 * @param regex a pattern with one group
	 * @param otherwise what to return if it finds nothing
	 * @return the group
	 */
	static String find(String sql, String regex, String otherwise) {
		Matcher matcher = Pattern.compile("(?is)" + regex).matcher(sql);
		return matcher.find() ? matcher.group(1) : otherwise;
	}

}
