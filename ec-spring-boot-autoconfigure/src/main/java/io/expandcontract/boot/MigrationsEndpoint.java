package io.expandcontract.boot;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.expandcontract.migration.Operation;
import io.expandcontract.status.FleetInstance;
import io.expandcontract.status.MigrationStatus;
import io.expandcontract.status.Preview;
import io.expandcontract.status.RunStatus;
import io.expandcontract.status.StatusReader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The endpoint {@code migrations}: shows the state, previews runs and, where the
 * application opens that, runs them. Each write takes a bare POST, or the same with JSON.
 */
@WebEndpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public final class MigrationsEndpoint {

	private final StatusReader reader;

	private final EndpointOperations operations;

	private final MigrationsEndpointProperties properties;

	MigrationsEndpoint(StatusReader reader, EndpointOperations operations, MigrationsEndpointProperties properties) {
		this.reader = reader;
		this.operations = operations;
		this.properties = properties;
	}

	@ReadOperation
	public StatusDescriptor status() {
		return new StatusDescriptor(this.reader.read());
	}

	@ReadOperation
	public OperationResponseBody section(@Selector String section) {
		return switch (section) {
			case "instances" -> new InstancesDescriptor(this.reader.instances());
			case "contract", "migrate" -> preview(section, null);
			default -> throw unknown(section);
		};
	}

	@ReadOperation
	public OperationResponseBody item(@Selector String section, @Selector String name) {
		return switch (section) {
			case "runs" -> run(name);
			case "contract", "migrate" -> preview(section, name);
			default -> throw unknown(section + "/" + name);
		};
	}

	@WriteOperation
	public WebEndpointResponse<AnswerDescriptor> start(@Selector String operation) {
		return answer(this.operations.start(operation, null, RunOptions.NONE));
	}

	@WriteOperation
	public WebEndpointResponse<AnswerDescriptor> startUpTo(@Selector String operation, @Selector String checkpoint) {
		return answer(this.operations.start(operation, checkpoint, RunOptions.NONE));
	}

	@WriteOperation
	public WebEndpointResponse<AnswerDescriptor> startWith(@Selector String operation, @Nullable Boolean force,
			@Nullable Boolean confirmAdoption, @Nullable String reason, @Nullable String name,
			@Nullable String batchTarget, @Nullable Integer maxBatchSize) {
		return answer(this.operations.start(operation, null,
				RunOptions.of(force, confirmAdoption, reason, name).tuned(batchTarget, maxBatchSize)));
	}

	@WriteOperation
	public WebEndpointResponse<AnswerDescriptor> startUpToWith(@Selector String operation, @Selector String checkpoint,
			@Nullable Boolean force, @Nullable Boolean confirmAdoption, @Nullable String reason,
			@Nullable String name) {
		return answer(
				this.operations.start(operation, checkpoint, RunOptions.of(force, confirmAdoption, reason, name)));
	}

	@DeleteOperation
	public WebEndpointResponse<AnswerDescriptor> delete(@Selector String section, @Selector String id) {
		if (!"instances".equals(section)) {
			throw unknown(section + "/" + id);
		}
		return answer(this.operations.retire(id));
	}

	private static WebEndpointResponse<AnswerDescriptor> answer(OutcomeDescriptor outcome) {
		return new WebEndpointResponse<>(new AnswerDescriptor(outcome),
				OutcomeDescriptor.httpStatus(outcome.outcome()));
	}

	private RunDescriptor run(String id) {
		RunStatus run = this.reader.run(id);
		if (run == null) {
			throw new EndpointProblemException(WebEndpointResponse.STATUS_NOT_FOUND, "There is no run " + id);
		}
		return new RunDescriptor(run);
	}

	private PreviewDescriptor preview(String section, @Nullable String checkpoint) {
		Operation operation = Operation.valueOf(section.toUpperCase(Locale.ROOT));
		boolean showSql = this.properties.getShowSql().isShown(EndpointCaller.current(), this.properties.getRoles());
		Map<String, Preview> previews = this.reader.preview(operation, checkpoint, showSql);
		if (checkpoint != null && previews.isEmpty()) {
			throw new EndpointProblemException(WebEndpointResponse.STATUS_BAD_REQUEST,
					"There is no checkpoint " + checkpoint);
		}
		return new PreviewDescriptor(operation, checkpoint, showSql, previews);
	}

	private static EndpointProblemException unknown(String path) {
		return new EndpointProblemException(WebEndpointResponse.STATUS_BAD_REQUEST, "There is nothing at " + path
				+ "; there are instances, runs/{id}, contract[/{checkpoint}] and migrate[/{checkpoint}]");
	}

	/**
	 * The state.
	 *
	 * @param state the state, whose components stand at the top
	 */
	public record StatusDescriptor(@JsonUnwrapped MigrationStatus state) implements OperationResponseBody {
	}

	/**
	 * The answer to a call that changes something.
	 *
	 * @param answer the answer, whose components stand at the top
	 */
	public record AnswerDescriptor(@JsonUnwrapped OutcomeDescriptor answer) implements OperationResponseBody {
	}

	/**
	 * One run.
	 *
	 * @param run the run, whose components stand at the top
	 */
	public record RunDescriptor(@JsonUnwrapped RunStatus run) implements OperationResponseBody {
	}

	/**
	 * The instances on record.
	 *
	 * @param databases instances by the name of the bean that runs Liquibase
	 */
	public record InstancesDescriptor(Map<String, List<FleetInstance>> databases) implements OperationResponseBody {
	}

	/**
	 * What a run would do.
	 *
	 * @param operation what it would be
	 * @param checkpoint the checkpoint up to which it would run, if any
	 * @param sqlShown whether the caller may see SQL
	 * @param databases the previews by the name of the bean that runs Liquibase
	 */
	public record PreviewDescriptor(Operation operation, @Nullable String checkpoint, boolean sqlShown,
			Map<String, Preview> databases) implements OperationResponseBody {
	}

	/**
	 * What is wrong with a request.
	 *
	 * @param status the HTTP status
	 * @param message a sentence
	 */
	public record ProblemDescriptor(int status, String message) implements OperationResponseBody {
	}

}
