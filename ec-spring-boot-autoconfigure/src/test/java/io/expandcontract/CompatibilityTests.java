package io.expandcontract;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The build runs its tests on the versions that its profiles name.
 */
class CompatibilityTests {

	@Test
	void testsRunOnTheVersionsOfTheProfile() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("compatibility.spring-boot"));
		assertThat(LiquibaseUtil.getBuildVersion()).isEqualTo(System.getProperty("compatibility.liquibase"));
		assertThat(System.getProperty("java.specification.version"))
			.isEqualTo(System.getProperty("compatibility.java"));
		System.out.println("compatibility: Spring Boot " + SpringBootVersion.getVersion() + ", Liquibase "
				+ LiquibaseUtil.getBuildVersion() + ", Java " + Runtime.version().feature());
	}

	@Test
	void enginesThatDoNotRunAreCounted() {
		List<TestDatabases> present = TestDatabases.present();
		List<TestDatabases> absent = new ArrayList<>(List.of(TestDatabases.values()));
		absent.removeAll(present);
		assertThat(present).contains(TestDatabases.POSTGRESQL, TestDatabases.H2);
		System.out.println("engines: " + present + " in this build, " + absent.size() + " not"
				+ (absent.isEmpty() ? "" : ": " + absent + ", which run with -Pall-databases"));
	}

}
