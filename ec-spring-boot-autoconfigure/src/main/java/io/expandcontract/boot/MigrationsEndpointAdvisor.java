package io.expandcontract.boot;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.expandcontract.migration.UnknownCheckpointException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.dao.DataAccessException;

/**
 * Sees to it that nothing a caller asked for is silently ignored, tells the operation who
 * calls, and answers what is wrong with a request in words.
 */
final class MigrationsEndpointAdvisor implements OperationInvokerAdvisor {

	static final EndpointId ID = EndpointId.of("migrations");

	private final EndpointRequestCheck check;

	MigrationsEndpointAdvisor(EndpointRequestCheck check) {
		this.check = check;
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return ID.equals(endpointId) ? (context) -> invoke(operationType, parameters, context, invoker) : invoker;
	}

	private @Nullable Object invoke(OperationType type, OperationParameters parameters, InvocationContext context,
			OperationInvoker invoker) {
		String problem = problem(type, parameters, context);
		if (problem != null) {
			return answer(WebEndpointResponse.STATUS_BAD_REQUEST, problem);
		}
		try {
			return EndpointCaller.call(context.resolveArgument(SecurityContext.class), () -> invoker.invoke(context));
		}
		catch (EndpointProblemException ex) {
			return answer(ex.status(), String.valueOf(ex.getMessage()));
		}
		catch (UnknownCheckpointException ex) {
			return answer(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (DataAccessException ex) {
			return answer(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE,
					"The database cannot be asked: " + ex.getMostSpecificCause().getMessage());
		}
	}

	private @Nullable String problem(OperationType type, OperationParameters parameters, InvocationContext context) {
		Set<String> unknown = new TreeSet<>(context.getArguments().keySet());
		unknown.removeAll(this.check.ownArguments());
		unknown.removeAll(parameters.stream().map(OperationParameter::getName).collect(Collectors.toSet()));
		String problem = this.check.problem(type, parameters, context);
		return (problem == null && !unknown.isEmpty()) ? "Not taken: " + unknown : problem;
	}

	private static WebEndpointResponse<MigrationsEndpoint.ProblemDescriptor> answer(int status, String message) {
		return new WebEndpointResponse<>(new MigrationsEndpoint.ProblemDescriptor(status, message), status);
	}

}
