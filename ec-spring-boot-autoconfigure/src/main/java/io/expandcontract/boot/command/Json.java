package io.expandcontract.boot.command;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.util.ReflectionUtils;

/**
 * Writes records as the endpoint's JSON does, without a library that an application may
 * not have: what is {@code null} is left out, an empty {@link Optional} is {@code null},
 * times and names are strings.
 */
final class Json {

	private static final JsonWriter<Object> WRITER = JsonWriter.standard();

	private Json() {
	}

	static String write(Record value) {
		return WRITER.writeToString(plain(value));
	}

	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Record components) {
			return object(components);
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> object = new LinkedHashMap<>();
			map.forEach((key, each) -> object.put(String.valueOf(key), plain(each)));
			return object;
		}
		if (value instanceof Iterable<?> items) {
			List<@Nullable Object> array = new ArrayList<>();
			items.forEach((each) -> array.add(plain(each)));
			return array;
		}
		if (value instanceof Optional<?> optional) {
			return optional.map(Json::plain).orElse(null);
		}
		return (value == null || value instanceof Number || value instanceof Boolean) ? value : value.toString();
	}

	private static Map<String, @Nullable Object> object(Record value) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (RecordComponent component : value.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object each = ReflectionUtils.invokeMethod(component.getAccessor(), value);
			if (each != null) {
				object.put(component.getName(), plain(each));
			}
		}
		return object;
	}

}
