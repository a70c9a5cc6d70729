package io.expandcontract.kinds;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class WebFluxTests extends WebContractTests {

	/** Tomcat is on the class path for the sake of servlets, and would compete. */
	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.actuate.web.server."
			+ "TomcatReactiveManagementContextAutoConfiguration";

	@Override
	Instance.Builder web(Instance.Builder instance) {
		return instance.with("spring.main.web-application-type", "reactive").exclude(TOMCAT).type(Work.class);
	}

	@RestController
	static class Work {

		/**
		 * Keeps the end of each test from waiting for late requests.
		 */
		@Bean
		static ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setShutdownQuietPeriod(Duration.ZERO);
			return resources;
		}

		@GetMapping("/work")
		Mono<String> work() {
			return Mono.just("done");
		}

	}

}
