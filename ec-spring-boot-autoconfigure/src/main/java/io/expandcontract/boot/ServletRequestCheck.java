package io.expandcontract.boot;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a query string, a body where none is read, and a field that would take the
 * place of a path segment.
 */
final class ServletRequestCheck implements EndpointRequestCheck {

	@Override
	public @Nullable String problem(OperationType type, OperationParameters parameters, InvocationContext context) {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return null;
		}
		HttpServletRequest request = attributes.getRequest();
		if (request.getQueryString() != null) {
			return "A query string is not taken: " + request.getQueryString();
		}
		if (type != OperationType.WRITE && hasBody(request)) {
			return "A body is not taken";
		}
		for (OperationParameter parameter : parameters) {
			if (parameter.getAnnotation(Selector.class) != null
					&& !String.valueOf(context.getArguments().get(parameter.getName()))
						.equals(pathSegment(request, parameter.getName()))) {
				return "A field is not taken: " + parameter.getName();
			}
		}
		return null;
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
	}

	private static @Nullable String pathSegment(HttpServletRequest request, String name) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		Object value = (variables instanceof Map<?, ?> map) ? map.get(name) : null;
		return (value != null) ? value.toString() : null;
	}

}
