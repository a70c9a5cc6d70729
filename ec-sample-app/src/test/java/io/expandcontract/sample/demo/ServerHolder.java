package io.expandcontract.sample.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.util.FileSystemUtils;

/**
 * A program that runs a database server for as long as its standard input is open. Each
 * line that it reads is the id of a process that must not outlive the one that writes.
 * When the input ends, for whatever reason, or this program is ended, these processes are
 * killed, the server is stopped, and its files are deleted.
 */
final class ServerHolder {

	private final List<ProcessHandle> wards = new CopyOnWriteArrayList<>();

	private final Path directory;

	private final CompletableFuture<HeldServer> server = new CompletableFuture<>();

	private ServerHolder(Path directory) {
		this.directory = directory;
	}

	private HeldServer start(Database database) throws Exception {
		try {
			this.server.complete(HeldServer.start(database, this.directory));
		}
		finally {
			this.server.cancel(false);
		}
		return this.server.join();
	}

	/**
	 * Start the server, write its JDBC URL to standard output, and hold it.
	 * @param args the name of the database and the directory of its files
	 * @throws Exception if the server cannot be started
	 */
	public static void main(String[] args) throws Exception {
		PrintStream answer = System.out;
		System.setOut(System.err);
		ServerHolder holder = new ServerHolder(Path.of(args[1]));
		Runtime.getRuntime().addShutdownHook(new Thread(holder::end));
		answer.println(holder.start(Database.valueOf(args[0])).jdbcUrl());
		answer.flush();
		holder.readWards();
	}

	private void readWards() throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			ProcessHandle.of(Long.parseLong(line)).ifPresent(this.wards::add);
		}
	}

	private void end() {
		this.wards.forEach(ProcessHandle::destroyForcibly);
		try {
			this.server.join().stop().close();
		}
		catch (Exception ex) {
			System.err.println("No server to stop: " + ex.getMessage());
		}
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
