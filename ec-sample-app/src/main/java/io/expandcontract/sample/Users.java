package io.expandcontract.sample;

import java.util.List;

/**
 * The users, as the running release stores them. A method that is given the id of a user
 * who does not exist throws {@link UserNotFoundException}.
 */
public interface Users {

	/**
	 * Adds a user.
	 * @param request the names
	 * @return the new user
	 */
	UserResponse create(UserRequest request);

	/**
	 * Gives a user other names.
	 * @param id the user
	 * @param request the new names
	 * @return the renamed user
	 */
	UserResponse rename(long id, UserRequest request);

	/**
	 * Finds one user.
	 * @param id the user
	 * @return the user
	 */
	UserResponse find(long id);

	/**
	 * Reads a page of users, in the order of their ids.
	 * @param after the id before the page's first, 0 for the first page
	 * @param limit how many at most
	 * @return the users
	 */
	List<UserResponse> page(long after, int limit);

}
