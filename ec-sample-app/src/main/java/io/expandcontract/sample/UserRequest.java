package io.expandcontract.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A user's names as a client sends them. A client that talks to both releases sends all
 * three; each release reads what it knows.
 *
 * @param firstName read by release 1.0
 * @param lastName read by release 1.0; without it, the empty string
 * @param name read by release 1.1
 */
public record UserRequest(@Nullable String firstName, @Nullable String lastName, @Nullable String name) {

	/**
	 * Returns the first name without surrounding space.
	 * @return the first name
	 * @throws ResponseStatusException status 400 where it is missing or blank
	 */
	public String requiredFirstName() {
		return required("firstName", this.firstName);
	}

	/**
	 * Returns the last name without surrounding space.
	 * @return the last name, empty where there is none
	 */
	public String optionalLastName() {
		return (this.lastName != null) ? this.lastName.strip() : "";
	}

	/**
	 * Returns the name without surrounding space.
	 * @return the name
	 * @throws ResponseStatusException status 400 where it is missing or blank
	 */
	public String requiredName() {
		return required("name", this.name);
	}

	private static String required(String field, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, field + " is missing");
		}
		return value.strip();
	}

}
