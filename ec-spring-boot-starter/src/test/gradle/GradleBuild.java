import java.io.File;
import java.util.Arrays;

import org.gradle.api.internal.StartParameterInternal;
import org.gradle.api.logging.LogLevel;
import org.gradle.initialization.DefaultBuildCancellationToken;
import org.gradle.initialization.DefaultBuildRequestContext;
import org.gradle.initialization.DefaultBuildRequestMetaData;
import org.gradle.initialization.NoOpBuildEventConsumer;
import org.gradle.internal.buildprocess.BuildProcessState;
import org.gradle.internal.classpath.ClassPath;
import org.gradle.internal.instrumentation.agent.AgentStatus;
import org.gradle.internal.logging.services.DefaultLoggingManagerFactory;
import org.gradle.internal.logging.services.LoggingServiceRegistry;
import org.gradle.internal.nativeintegration.services.NativeServices;
import org.gradle.internal.nativeintegration.services.NativeServices.NativeServicesMode;
import org.gradle.internal.service.ServiceRegistry;
import org.gradle.launcher.exec.BuildActionResult;
import org.gradle.launcher.exec.BuildExecutor;
import org.gradle.launcher.exec.DefaultBuildActionParameters;
import org.gradle.tooling.internal.provider.action.ExecuteBuildAction;

/**
 * Executes a build with the classes of Gradle, in this process: Maven Central has no
 * distribution of Gradle with its command line.
 */
public final class GradleBuild {

	private GradleBuild() {
	}

	/**
	 * Build.
	 * @param arguments the project, Gradle's user home, the tasks
	 * @throws Exception if Gradle cannot begin
	 */
	public static void main(String[] arguments) throws Exception {
		File project = new File(arguments[0]);
		File home = new File(arguments[1]);
		NativeServices.initializeOnDaemon(home, NativeServicesMode.ENABLED);
		ServiceRegistry logging = LoggingServiceRegistry.newCommandLineProcessLogging();
		logging.get(DefaultLoggingManagerFactory.class).getRoot().setLevelInternal(LogLevel.LIFECYCLE).start();
		StartParameterInternal start = new StartParameterInternal();
		start.setGradleUserHomeDir(home);
		start.setProjectDir(project);
		start.setCurrentDir(project);
		start.setTaskNames(Arrays.asList(arguments).subList(2, arguments.length));
		BuildActionResult result;
		try (BuildProcessState gradle = new BuildProcessState(true, AgentStatus.disabled(), ClassPath.EMPTY, logging,
				NativeServices.getInstance())) {
			result = gradle.getServices()
				.get(BuildExecutor.class)
				.execute(new ExecuteBuildAction(start),
						new DefaultBuildActionParameters(System.getProperties(), System.getenv(), project,
								LogLevel.LIFECYCLE, false, ClassPath.EMPTY),
						new DefaultBuildRequestContext(new DefaultBuildRequestMetaData(System.currentTimeMillis()),
								new DefaultBuildCancellationToken(), new NoOpBuildEventConsumer()));
		}
		System.exit(result.hasFailure() ? 1 : 0);
	}

}
