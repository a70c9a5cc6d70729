package io.expandcontract.boot;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata from which editors complete properties says what the code does.
 */
class ConfigurationMetadataTests {

	private static final String PREFIX = "expand-contract";

	private static final Map<String, Map<String, Object>> METADATA = metadata();

	/**
	 * A property as the code has it.
	 */
	record Property(String name, Method getter, @Nullable Object value) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Property> properties() {
		return properties(PREFIX, new ExpandContractProperties()).toList();
	}

	private static Stream<Property> properties(String prefix, Object group) {
		return Stream.of(BeanUtils.getPropertyDescriptors(group.getClass()))
			.filter((descriptor) -> !descriptor.getName().equals("class"))
			.flatMap((descriptor) -> properties(prefix, group, descriptor));
	}

	private static Stream<Property> properties(String prefix, Object group, PropertyDescriptor descriptor) {
		String name = prefix + "." + DataObjectPropertyName.toDashedForm(descriptor.getName());
		Method getter = descriptor.getReadMethod();
		ReflectionUtils.makeAccessible(getter);
		Object value = ReflectionUtils.invokeMethod(getter, group);
		return (value != null && descriptor.getWriteMethod() == null) ? properties(name, value)
				: Stream.of(new Property(name, getter, value));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> metadata() {
		try (InputStream stream = ExpandContractProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(stream).isNotNull();
			Map<String, Object> root = JsonParserFactory.getJsonParser()
				.parseMap(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
			return ((List<Map<String, Object>>) Objects.requireNonNull(root.get("properties"))).stream()
				.collect(Collectors.toMap((property) -> (String) property.get("name"), Function.identity()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyPropertyOfTheCodeIsDescribedAndNoOther() {
		Set<String> described = METADATA.keySet()
			.stream()
			.filter((name) -> name.startsWith(PREFIX + "."))
			.collect(Collectors.toSet());
		assertThat(properties()).isNotEmpty();
		assertThat(described).containsExactlyInAnyOrderElementsOf(properties().stream().map(Property::name).toList());
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyHasTypeDescriptionAndDefault(Property property) {
		Map<String, Object> described = METADATA.getOrDefault(property.name(), Map.of());
		assertThat(described).isNotEmpty();
		assertThat((String) described.get("type")).isNotBlank();
		assertThat((String) described.get("description")).isNotBlank().endsWith(".");
		if (property.value() == null) {
			assertThat(property.getter().getAnnotatedReturnType().isAnnotationPresent(Nullable.class)).isTrue();
			assertThat(described).doesNotContainKey("defaultValue");
			return;
		}
		assertThat(described).containsKey("defaultValue");
		assertThat(ApplicationConversionService.getSharedInstance()
			.convert(String.valueOf(described.get("defaultValue")), property.getter().getReturnType()))
			.isEqualTo(property.value());
	}

}
