package io.expandcontract.sample.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A rolling upgrade to watch: real processes, a real database, continuous traffic. The
 * script {@code demo} at the top of the project starts it.
 */
final class Demo {

	private static final int CLIENTS = 6;

	private Demo() {
	}

	/**
	 * Run the demo from the top of the project. The exit status is 0 if nothing failed,
	 * nothing was lost, and the contract was refused and done once each.
	 * @param args none, or which database to run on
	 */
	public static void main(String[] args) {
		Database database = database(args);
		Totals totals = new Totals();
		Story story = new Story(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
				System::nanoTime, totals.requests::sum);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> story.end("demo: interrupted")));
		boolean whole = false;
		try {
			run(database, totals, story);
			whole = true;
		}
		catch (Exception ex) {
			story.tell("STOPPED: " + ex.getMessage());
		}
		story.end(totals.line(story.seconds()));
		System.exit((whole && totals.good()) ? 0 : 1);
	}

	private static Database database(String[] args) {
		try {
			return Database.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			throw ex;
		}
	}

	private static void run(Database database, Totals totals, Story story) throws Exception {
		Path target = Path.of("ec-sample-app", "target");
		Path jar = applicationJar(target);
		Path directory = Files.createDirectories(target.resolve("demo"));
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5))
			.build();
		Actuator actuator = new Actuator(http);
		Ledger ledger = new Ledger();
		story.heading();
		story.tell("a user service goes from 1.0 (first_name, last_name) to 1.1 (name)");
		story.tell("logs: " + directory);
		try (DatabaseServer server = DatabaseServer.start(database, directory);
				Balancer balancer = new Balancer(actuator::ready);
				Fleet fleet = new Fleet(jar, directory, server, balancer, story)) {
			Runtime.getRuntime().addShutdownHook(new Thread(fleet::close));
			story.tell(server.describe() + ", fresh and empty");
			ServiceClient client = new ServiceClient(http, balancer, Duration.ofSeconds(20));
			Traffic traffic = new Traffic(CLIENTS, client, ledger, totals, story);
			ContractStep contract = new ContractStep(actuator, story, totals, Duration.ofSeconds(1));
			new Rollout(fleet, client, traffic, actuator, contract, totals, story).run();
			new Verification(traffic, ledger, server, totals, story).run();
		}
	}

	private static Path applicationJar(Path target) throws IOException {
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "ec-sample-app-*-exec.jar")) {
			for (Path jar : jars) {
				return jar;
			}
		}
		throw new IOException("No ec-sample-app-*-exec.jar in " + target + ": build first");
	}

}
