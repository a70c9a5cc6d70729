package io.expandcontract.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * A user service. The profiles {@code release-1.0} and {@code release-1.1} (the default)
 * stand for two builds of it: each has its own entity and sees its own part of the
 * changelog only.
 */
@SpringBootApplication
@EnableResilientMethods
public class SampleApplication {

	/**
	 * Starts the service.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
