package io.expandcontract.boot;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Who calls the endpoint on this thread. An operation that declared the security context
 * as its parameter would no longer accept a POST without a body.
 */
final class EndpointCaller {

	private static final ThreadLocal<SecurityContext> CURRENT = new ThreadLocal<>();

	private EndpointCaller() {
	}

	static <T extends @Nullable Object> T call(@Nullable SecurityContext caller, Supplier<T> operation) {
		if (caller != null) {
			CURRENT.set(caller);
		}
		try {
			return operation.get();
		}
		finally {
			CURRENT.remove();
		}
	}

	static SecurityContext current() {
		SecurityContext current = CURRENT.get();
		return (current != null) ? current : SecurityContext.NONE;
	}

	static @Nullable String name() {
		java.security.Principal principal = current().getPrincipal();
		return (principal != null) ? principal.getName() : null;
	}

}
