package io.expandcontract.boot;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Looks at the request behind an operation for what the operation itself never sees.
 */
interface EndpointRequestCheck {

	/** Where there is no request to look at. */
	EndpointRequestCheck NONE = (type, parameters, context) -> null;

	/**
	 * Look at the request.
	 * @param type the type of the operation
	 * @param parameters its parameters
	 * @param context its arguments
	 * @return what is wrong with the request, or {@code null}
	 */
	@Nullable String problem(OperationType type, OperationParameters parameters, InvocationContext context);

	/**
	 * Return the arguments that the check has put there itself.
	 * @return names of arguments that no caller sent
	 */
	default Set<String> ownArguments() {
		return Set.of();
	}

}
