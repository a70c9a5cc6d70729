package io.expandcontract.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process of the sample that was given a command, as in
 * {@code java -jar app.jar --expand-contract.command=…}.
 */
final class CommandProcess {

	private static final String PREFIX = "--expand-contract.";

	private static final List<String> FAST = List.of(PREFIX + "fleet.heartbeat-interval=200ms",
			PREFIX + "instance.name=job");

	private final Process process;

	private final Path folder;

	private CommandProcess(Process process, Path folder) {
		this.process = process;
		this.folder = folder;
	}

	/**
	 * Starts a process, into whose environment a command has leaked.
	 * @param folder where it writes
	 * @param release {@code 1.0} or {@code 1.1}
	 * @param database its database
	 * @param arguments its arguments
	 * @return the process, which has only begun
	 */
	static CommandProcess start(Path folder, String release, String database, List<String> arguments) {
		return start(folder, release, database, arguments, "");
	}

	/**
	 * Starts a process that sees more resources.
	 * @param folder where it writes
	 * @param release {@code 1.0} or {@code 1.1}
	 * @param database its database
	 * @param arguments its arguments
	 * @param resources a class path to put after this one, with the separator before it
	 * @return the process, which has only begun
	 */
	static CommandProcess start(Path folder, String release, String database, List<String> arguments,
			String resources) {
		List<String> command = new ArrayList<>(ForkedJvm.command());
		int classPath = command.indexOf("-cp") + 1;
		command.set(classPath, command.get(classPath) + resources);
		command.addAll(List.of("-D" + Witness.FILE + "=" + folder.resolve("witness"), Witness.class.getName()));
		command.addAll(List.of("--spring.profiles.active=release-" + release, "--spring.datasource.url=" + database,
				"--server.port=0"));
		command.addAll(FAST);
		command.addAll(arguments);
		try {
			Files.createDirectories(folder);
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
				.redirectError(folder.resolve("err").toFile());
			builder.environment().put("EXPAND_CONTRACT_COMMAND", "offline");
			return new CommandProcess(builder.start(), folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes arguments of a command and its options.
	 * @param command the command
	 * @param options its options, as in {@code timeout=5s}
	 * @return the arguments
	 */
	static List<String> arguments(String command, String... options) {
		return Stream
			.concat(Stream.of(PREFIX + "command=" + command),
					Stream.of(options).map((option) -> PREFIX + "option." + option))
			.toList();
	}

	int exitCode() {
		try {
			assertThat(this.process.waitFor(2, TimeUnit.MINUTES)).as(this::toString).isTrue();
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			this.process.destroyForcibly();
		}
	}

	/**
	 * Sends SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	/**
	 * Ends the process at once, if it is still there.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	String output() {
		return read("out");
	}

	JsonNode json() {
		return JsonMapper.builder().build().readTree(output());
	}

	String errors() {
		return read("err");
	}

	List<String> witnessed() {
		return Files.exists(this.folder.resolve("witness")) ? read("witness").lines().toList() : List.of();
	}

	private String read(String file) {
		try {
			return Files.readString(this.folder.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return output() + "\n" + errors();
	}

}
