package io.expandcontract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.expandcontract.boot.CommandBoot;
import io.expandcontract.boot.OutcomeDescriptor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A package per part, arrows go down only, and one part alone knows Spring Boot.
 */
class PackageRulesTests {

	private static final String ROOT = "io.expandcontract.";

	/** Each part with those it may use. */
	private static final Map<String, List<String>> PARTS = Map.ofEntries( //
			Map.entry("sql", List.of()), //
			Map.entry("database", List.of()), //
			Map.entry("changelog", List.of()), //
			Map.entry("sync", List.of("sql")), //
			Map.entry("safety", List.of("sync", "sql", "changelog", "database")), //
			Map.entry("check", List.of("safety", "online", "sql", "changelog")), //
			Map.entry("fleet", List.of("changelog", "database")), //
			Map.entry("backfill", List.of("changelog", "database")), //
			Map.entry("online", List.of("sql", "database")), //
			Map.entry("autogenerate", List.of("sql", "changelog", "database")), //
			Map.entry("migration",
					List.of("check", "safety", "online", "sync", "sql", "fleet", "changelog", "backfill", "database")), //
			Map.entry("status",
					List.of("migration", "check", "safety", "online", "sync", "sql", "fleet", "changelog", "backfill",
							"database")), //
			Map.entry("test", List.of("autogenerate", "check", "online", "safety", "sql", "changelog", "database")), //
			Map.entry("boot", List.of("status", "migration", "check", "safety", "online", "autogenerate", "sync", "sql",
					"fleet", "changelog", "backfill", "database")));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.expandcontract");

	private static ArchRule mayUse(String part, List<String> others) {
		String[] allowed = others.stream().map((other) -> ROOT + other + "..").toArray(String[]::new);
		String[] allowedAndOwn = Arrays.copyOf(allowed, allowed.length + 1);
		allowedAndOwn[allowed.length] = ROOT + part + "..";
		return classes().that()
			.resideInAPackage(ROOT + part + "..")
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(allowedAndOwn).or(not(resideInAPackage(ROOT + "."))))
			.allowEmptyShould(true);
	}

	private static ArchRule knowsNoSpringBoot(String packages) {
		return noClasses().that()
			.resideInAPackage(packages)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.allowEmptyShould(true);
	}

	@Test
	void everyPartUsesOnlyWhatLiesBelow() {
		PARTS.forEach((part, others) -> mayUse(part, others).check(CLASSES));
	}

	@Test
	void ruleOfAPartBites() {
		assertThat(mayUse("fleet", List.of("changelog")).evaluate(CLASSES).hasViolation()).isTrue();
		assertThat(mayUse("backfill", List.of("database")).evaluate(CLASSES).hasViolation()).isTrue();
	}

	@Test
	void everyClassBelongsToAPart() {
		Set<String> parts = CLASSES.stream()
			.map((type) -> type.getPackageName().substring(ROOT.length() - 1))
			.map((name) -> name.isEmpty() ? name : name.split("\\.")[1])
			.collect(Collectors.toSet());
		assertThat(parts).isNotEmpty().isSubsetOf(PARTS.keySet());
	}

	@Test
	void partsAreFreeOfCircles() {
		slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void bootAloneKnowsSpringBoot() {
		PARTS.keySet()
			.stream()
			.filter((part) -> !part.equals("boot"))
			.forEach((part) -> knowsNoSpringBoot(ROOT + part + "..").check(CLASSES));
		assertThat(knowsNoSpringBoot(ROOT + "boot..").evaluate(CLASSES).hasViolation()).isTrue();
	}

	@Test
	void commandsNeedNeitherActuatorNorJsonLibraryNorWeb() {
		noClasses().that()
			.resideInAPackage(ROOT + "boot.command..")
			.or(belongToAnyOf(CommandBoot.class, OutcomeDescriptor.class))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.actuate..", "com.fasterxml..", "tools.jackson..",
					"org.springframework.web..", "jakarta..")
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<JavaPackage> packages = CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
		assertThat(packages).isNotEmpty()
			.allSatisfy((each) -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage(ROOT + "boot..")
			.check(CLASSES);
	}

	@Test
	void beanMethodsArePackagePrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
	}

}
