package io.expandcontract.boot;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 instead of letting a request run into a closed fence. Actuator requests
 * pass: they are how one sees why.
 */
final class LeaseFilter extends OncePerRequestFilter {

	private final LeaseFence fence;

	private final String managementPath;

	LeaseFilter(LeaseFence fence, String managementPath) {
		this.fence = fence;
		this.managementPath = managementPath;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + this.managementPath);
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
