package io.expandcontract.boot;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 instead of letting a request run into a closed fence. Requests to the
 * actuator and the probes pass.
 */
final class LeaseFilter extends OncePerRequestFilter {

	private final LeaseFence fence;

	private final ManagementPaths management;

	LeaseFilter(LeaseFence fence, ManagementPaths management) {
		this.fence = fence;
		this.management = management;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.management.contains(request.getRequestURI().substring(request.getContextPath().length()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.fence.isOpen() || this.fence.becomesOpen()) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader("Retry-After", "5");
		response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
	}

}
