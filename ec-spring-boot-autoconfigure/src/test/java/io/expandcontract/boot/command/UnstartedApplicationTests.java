package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of the application starts with a command: every part of it that Spring calls
 * writes down that it was called.
 */
class UnstartedApplicationTests {

	private static final List<String> CALLS = new CopyOnWriteArrayList<>();

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@BeforeEach
	void forget() {
		CALLS.clear();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private ExecutedCommand execute(String... arguments) {
		return ExecutedCommand.of(Witness.class, "1.1", this.database, arguments);
	}

	@ParameterizedTest
	@EnumSource(value = Command.class, mode = EnumSource.Mode.EXCLUDE, names = "CHECKPOINT")
	void commandStartsNothing(Command command) {
		assertThat(execute("expand").exitCode()).isZero();
		ExecutedCommand executed = execute(options(command).toArray(String[]::new));
		assertThat(executed.exitCode()).as(executed.errors()).isZero();
		assertThat(CALLS).isEmpty();
	}

	private static List<String> options(Command command) {
		List<String> options = new ArrayList<>(List.of(command.key(), "--server.port=-2",
				"--expand-contract.autogenerate.resources=src/test/resources"));
		if (command == Command.AUTOGENERATE || command == Command.CHECKPOINT) {
			options.add("dry-run=true");
		}
		if (command == Command.CHECKPOINT) {
			options.add("name=9.9");
		}
		if (command == Command.TUNE) {
			options.add("batch-target=50ms");
		}
		return options;
	}

	@Test
	void applicationThatInsistsOnTheWebStartsNoServerEither() {
		ExecutedCommand executed = execute("expand", "--server.port=-2", "--spring.main.web-application-type=servlet",
				"--spring.main.banner-mode=console");
		assertThat(executed.exitCode()).as(executed.errors()).isZero();
		assertThat(executed.output()).startsWith("DONE: Expanded: 8 changesets");
		assertThat(CALLS).isSubsetOf("post-processor");
	}

	@Test
	void applicationItselfStartsAll() {
		ExecutedCommand started = execute("--server.port=0", "--expand-contract.instance.name=orders");
		assertThat(started.exitCode()).isEqualTo(-1);
		assertThat(Set.copyOf(CALLS)).containsExactlyInAnyOrder("created", "post-constructed", "lifecycle", "scheduler",
				"listener", "event listener", "command line runner", "application runner", "message source",
				"post-processor");
	}

	@Test
	void postProcessorThatNeedsTheWebIsLeftOutAndNamed() {
		assertThat(execute("status").errors()).contains("The post-processor webPostProcessor cannot be made");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@EnableAsync
	static class Witness {

		@Bean
		static BeanPostProcessor webPostProcessor(DispatcherServletPath path) {
			CALLS.add("post-processor");
			return new BeanPostProcessor() {
			};
		}

		@Bean
		Eager eager() {
			return new Eager();
		}

		@Bean
		Lifecycle lifecycle() {
			return new Lifecycle();
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		CommandLineRunner commandLineRunner() {
			return (arguments) -> CALLS.add("command line runner");
		}

		@Bean
		ApplicationRunner applicationRunner() {
			return (arguments) -> CALLS.add("application runner");
		}

		@Bean
		ResourceBundleMessageSource messageSource() {
			CALLS.add("message source");
			return new ResourceBundleMessageSource();
		}

	}

	@Component
	static class Eager {

		Eager() {
			CALLS.add("created");
		}

		@PostConstruct
		void postConstruct() {
			CALLS.add("post-constructed");
		}

		@Scheduled(fixedRate = 1)
		void schedule() {
			CALLS.add("scheduler");
		}

		@EventListener
		void hear(ApplicationEvent event) {
			CALLS.add("event listener");
		}

	}

	static class Listener implements ApplicationListener<ApplicationEvent> {

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			CALLS.add("listener");
		}

	}

	static class Lifecycle implements SmartLifecycle {

		@Override
		public void start() {
			CALLS.add("lifecycle");
		}

		@Override
		public void stop() {
			CALLS.add("lifecycle");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
