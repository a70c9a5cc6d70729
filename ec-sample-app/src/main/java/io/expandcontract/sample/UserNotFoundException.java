package io.expandcontract.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * No user has this id: status 404.
 */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UserNotFoundException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param id the id that no user has
	 */
	public UserNotFoundException(long id) {
		super("No user " + id);
	}

}
