package io.expandcontract.boot;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses on WebFlux what {@link ServletRequestCheck} refuses on servlets. An operation
 * runs on another thread than its request and is given nothing but arguments, in which
 * fields of the body have taken the place of path segments, and the query that of both.
 * So the request is sent on with what it looked like in place of its query.
 */
final class ReactiveRequestCheck implements EndpointRequestCheck, WebFilter {

	private static final String REQUEST = "io.expandcontract.request";

	private static final String SEEN = "r";

	private static final String QUERY = "q";

	private static final String BODY = "b";

	private static final String SEGMENT = "s";

	private final Supplier<@Nullable String> endpoint;

	/**
	 * Create the check.
	 * @param endpoint the path of the endpoint, asked for with the first request
	 */
	ReactiveRequestCheck(Supplier<@Nullable String> endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		PathContainer path = request.getPath().pathWithinApplication();
		String root = this.endpoint.get();
		if (root == null || !(path.value().equals(root) || path.value().startsWith(root + "/"))) {
			return chain.filter(exchange);
		}
		String facts = facts(request, segments(path, root)).stream()
			.map((fact) -> REQUEST + "=" + URLEncoder.encode(fact, StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		URI uri = UriComponentsBuilder.fromUri(request.getURI()).replaceQuery(facts).build(true).toUri();
		return chain.filter(exchange.mutate().request(request.mutate().uri(uri).build()).build());
	}

	private static List<String> segments(PathContainer path, String root) {
		long skipped = PathContainer.parsePath(root)
			.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.count();
		return path.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.skip(skipped)
			.map((element) -> ((PathContainer.PathSegment) element).valueToMatch())
			.toList();
	}

	private static List<String> facts(ServerHttpRequest request, List<String> segments) {
		List<String> facts = new ArrayList<>(List.of(SEEN));
		String query = request.getURI().getRawQuery();
		if (query != null) {
			facts.add(QUERY + query);
		}
		if (request.getHeaders().getContentLength() > 0 || request.getHeaders().containsHeader("Transfer-Encoding")) {
			facts.add(BODY);
		}
		segments.forEach((segment) -> facts.add(SEGMENT + segment));
		return facts;
	}

	@Override
	public Set<String> ownArguments() {
		return Set.of(REQUEST);
	}

	@Override
	public @Nullable String problem(OperationType type, OperationParameters parameters, InvocationContext context) {
		Object argument = context.getArguments().get(REQUEST);
		if (argument == null) {
			return null;
		}
		List<String> facts = (argument instanceof List<?> several) ? several.stream().map(String::valueOf).toList()
				: List.of(argument.toString());
		for (String fact : facts) {
			if (fact.startsWith(QUERY)) {
				return "A query string is not taken: " + fact.substring(1);
			}
			if (fact.equals(BODY) && type != OperationType.WRITE) {
				return "A body is not taken";
			}
		}
		Iterator<String> segments = facts.stream()
			.filter((fact) -> fact.startsWith(SEGMENT))
			.map((fact) -> fact.substring(1))
			.iterator();
		for (OperationParameter parameter : parameters) {
			if (parameter.getAnnotation(Selector.class) != null && !(segments.hasNext()
					&& segments.next().equals(String.valueOf(context.getArguments().get(parameter.getName()))))) {
				return "A field is not taken: " + parameter.getName();
			}
		}
		return null;
	}

}
