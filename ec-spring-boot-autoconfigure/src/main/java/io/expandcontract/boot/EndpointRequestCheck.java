package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Looks at the request behind an operation for what the operation itself never sees.
 */
@FunctionalInterface
interface EndpointRequestCheck {

	/**
	 * Look at the request.
	 * @param type the type of the operation
	 * @param parameters its parameters
	 * @param context its arguments
	 * @return what is wrong with the request, or {@code null}
	 */
	@Nullable String problem(OperationType type, OperationParameters parameters, InvocationContext context);

}
