package io.expandcontract.autogenerate;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Compares expressions that one engine has spelt: what is left to differ are casts, outer
 * parentheses, blanks, and names of the present time.
 */
final class Expressions {

	private Expressions() {
	}

	static boolean same(@Nullable String one, @Nullable String other) {
		return plain(one).equals(plain(other));
	}

	private static String plain(@Nullable String expression) {
		StringBuilder plain = new StringBuilder();
		String rest = (expression != null) ? expression : "";
		boolean quoted = false;
		for (String part : rest.split("'", -1)) {
			if (!plain.isEmpty() || quoted) {
				plain.append("'");
			}
			plain.append(quoted ? part : unquoted(part));
			quoted = !quoted;
		}
		String text = plain.toString();
		while (text.startsWith("(") && closes(text) == text.length() - 1) {
			text = text.substring(1, text.length() - 1);
		}
		if (text.matches("b'[01]'")) {
			return text.substring(2, 3);
		}
		return text.matches("(now|current_timestamp|localtimestamp)(\\(6?\\))?") ? "current_timestamp" : text;
	}

	private static String unquoted(String part) {
		return part.replaceAll("::\"?[A-Za-z_ ]+\"?(\\([\\d, ]+\\))?(\\[\\])?", "")
			.replaceAll("\\s+", "")
			.replace("`", "")
			.toLowerCase(Locale.ROOT);
	}

	private static int closes(String text) {
		int depth = 0;
		for (int index = 0; index < text.length(); index++) {
			depth += (text.charAt(index) == '(') ? 1 : (text.charAt(index) == ')') ? -1 : 0;
			if (depth == 0) {
				return index;
			}
		}
		return -1;
	}

}
