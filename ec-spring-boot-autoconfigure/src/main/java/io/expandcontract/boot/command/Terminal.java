package io.expandcontract.boot.command;

import java.io.Console;
import java.util.Locale;

import io.expandcontract.autogenerate.RenameJudge;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person at the terminal, if there is one.
 */
final class Terminal {

	private Terminal() {
	}

	/**
	 * Return who answers.
	 * @return nobody where standard input or output is no terminal
	 */
	static RenameJudge judge() {
		Console console = System.console();
		return (console != null && isTerminal(console)) ? (question) -> ask(console, question) : RenameJudge.NOBODY;
	}

	/**
	 * Return whether a console is one. From Java 22 on there is one without a terminal
	 * too, which tells by a method that Java 17 does not have.
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
			switch (answer.strip().toLowerCase(Locale.ROOT)) {
				case "y", "yes":
					return true;
				case "n", "no":
					return false;
				default:
					console.printf("Please answer y or n.%n");
			}
		}
	}

}
