package io.expandcontract.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The sample with parts that write down into a file when they are called, and which beans
 * are made.
 */
@Import(SampleApplication.class)
@EnableAsync
@EnableScheduling
final class Witness {

	/** The system property that names the file. */
	static final String FILE = "witness";

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(Witness.class, args);
	}

	private static void write(String line) {
		try {
			Files.writeString(Path.of(System.getProperty(FILE)), line + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Bean
	static BeanPostProcessor inventory() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				write("bean " + beanName);
				return bean;
			}

		};
	}

	@Bean
	CommandLineRunner runner() {
		return (arguments) -> write("called runner");
	}

	@Bean
	ApplicationListener<ApplicationEvent> listener() {
		return (event) -> write("called listener");
	}

	@Bean
	SmartLifecycle consumer() {
		return new SmartLifecycle() {

			@Override
			public void start() {
				write("called lifecycle");
			}

			@Override
			public void stop() {
				write("called lifecycle");
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		};
	}

	@Bean
	Work work() {
		return new Work();
	}

	/**
	 * Work that Spring starts by itself.
	 */
	static class Work {

		@Scheduled(fixedRate = 100)
		void schedule() {
			write("called scheduler");
		}

		@EventListener
		void hear(ApplicationEvent event) {
			write("called event listener");
		}

	}

}
