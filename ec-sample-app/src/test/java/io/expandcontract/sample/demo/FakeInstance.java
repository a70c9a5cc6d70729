package io.expandcontract.sample.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance that gives prepared answers, the last of them again and again, and
 * remembers what it was asked.
 */
final class FakeInstance implements AutoCloseable {

	/** Close the connection instead of answering. */
	static final String CUT_OFF = "cut off";

	private final HttpServer server;

	private final Instance instance;

	private final List<String> answers;

	private volatile Runnable beforeAnswer = () -> {
	};

	private final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Start an instance.
	 * @param name its name
	 * @param answers a status, a space and a body each
	 * @throws IOException if it cannot listen
	 */
	FakeInstance(String name, String... answers) throws IOException {
		this.answers = List.of(answers);
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.instance = new Instance(name, Release.ONE_ONE, this.server.getAddress().getPort());
	}

	Instance instance() {
		return this.instance;
	}

	/**
	 * What was asked.
	 * @return method, path and idempotency key of each request
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * Do something while a request waits for its answer; if it throws, there is none.
	 * @param action what to do
	 */
	void beforeAnswer(Runnable action) {
		this.beforeAnswer = action;
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
					+ exchange.getRequestHeaders().getFirst("Idempotency-Key"));
			String answer = this.answers.get(Math.min(this.requests.size(), this.answers.size()) - 1);
			this.beforeAnswer.run();
			if (!answer.equals(CUT_OFF)) {
				byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
				exchange.getResponseBody().write(body);
			}
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
