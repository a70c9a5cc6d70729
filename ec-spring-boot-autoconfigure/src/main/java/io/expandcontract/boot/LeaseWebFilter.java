package io.expandcontract.boot;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers 503 instead of letting a WebFlux request run into a closed fence, and holds no
 * thread while it waits. Requests to the actuator and the probes pass.
 */
final class LeaseWebFilter implements WebFilter {

	private final LeaseFence fence;

	private final ManagementPaths management;

	LeaseWebFilter(LeaseFence fence, ManagementPaths management) {
		this.fence = fence;
		this.management = management;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.fence.isOpen()
				|| this.management.contains(exchange.getRequest().getPath().pathWithinApplication().value())) {
			return chain.filter(exchange);
		}
		return ReactiveLease.opens(this.fence)
			.flatMap((open) -> open ? chain.filter(exchange) : refuse(exchange.getResponse()));
	}

	private static Mono<Void> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
		return response.setComplete();
	}

}
