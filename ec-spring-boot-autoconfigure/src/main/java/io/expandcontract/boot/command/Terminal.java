package io.expandcontract.boot.command;

import java.io.Console;
import java.util.Locale;
import java.util.Set;

import io.expandcontract.autogenerate.RenameJudge;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person at the terminal, if there is one.
 */
final class Terminal {

	private Terminal() {
	}

	/**
	 * Return who answers. From Java 22 on there is a console without a terminal too.
	 * @return nobody where standard input or output is no terminal
	 */
	@SuppressWarnings("SystemConsoleNull")
	static RenameJudge judge() {
		Console console = System.console();
		return (console != null && isTerminal(console)) ? (question) -> ask(console, question) : RenameJudge.NOBODY;
	}

	/**
	 * Return whether a console is one, by a method that Java 17 does not have.
	 */
	private static boolean isTerminal(Console console) {
		try {
			return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	private static @Nullable Boolean ask(Console console, String question) {
		while (true) {
			String answer = console.readLine("%s [y/n, empty to decide later] ", question);
			if (answer == null || answer.isBlank()) {
				return null;
			}
			String word = answer.strip().toLowerCase(Locale.ROOT);
			if (Set.of("y", "yes", "n", "no").contains(word)) {
				return word.startsWith("y");
			}
			console.printf("Please answer y or n.%n");
		}
	}

}
