package io.expandcontract.sample;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shell script of the contract Job, against a server that answers as the tests say.
 */
@EnabledIf("curlIsInstalled")
class ContractJobTests {

	private final Deque<Integer> answers = new ArrayDeque<>();

	private final List<String> requests = new ArrayList<>();

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.requests
				.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
			byte[] body = "{\"outcome\":\"as told\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.answers.remove(), body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
	}

	@Test
	void doneIsSuccess() throws Exception {
		this.answers.add(200);
		assertThat(runJob()).isZero();
		assertThat(this.requests).containsExactly("POST Basic b3BzOnNlY3JldA==");
	}

	@Test
	void runningIsAskedAgainWithoutLimit() throws Exception {
		this.answers.addAll(List.of(202, 202, 202, 202, 202, 200));
		assertThat(runJob()).isZero();
		assertThat(this.requests).hasSize(6);
	}

	@Test
	void refusedIsAskedAgainUntilDone() throws Exception {
		this.answers.addAll(List.of(409, 503, 200));
		assertThat(runJob()).isZero();
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void refusedTooOftenFails() throws Exception {
		this.answers.addAll(List.of(409, 409, 409));
		assertThat(runJob()).isEqualTo(1);
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void failedRunFailsAtOnce() throws Exception {
		this.answers.add(500);
		assertThat(runJob()).isEqualTo(1);
		assertThat(this.requests).hasSize(1);
	}

	static boolean curlIsInstalled() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> new File(folder, "curl").canExecute());
	}

	private int runJob() throws Exception {
		List<?> args = Manifests.values(List.class, "args", Manifests.read("contract-job.yaml"))
			.findFirst()
			.orElseThrow();
		ProcessBuilder job = new ProcessBuilder("sh", "-c", (String) args.get(0)).redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD);
		job.environment().put("CONTRACT_URL", "http://localhost:" + this.server.getAddress().getPort() + "/contract");
		job.environment().put("SAMPLE_OPS_PASSWORD", "secret");
		job.environment().put("REFUSALS", "3");
		job.environment().put("PAUSE", "0");
		return job.start().waitFor();
	}

}
