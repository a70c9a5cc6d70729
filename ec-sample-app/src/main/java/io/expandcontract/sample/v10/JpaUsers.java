package io.expandcontract.sample.v10;

import java.util.List;
import java.util.Objects;

import io.expandcontract.sample.UserNotFoundException;
import io.expandcontract.sample.UserRequest;
import io.expandcontract.sample.UserResponse;
import io.expandcontract.sample.Users;

import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Transactional;

/**
 * The users of release 1.0.
 */
@Transactional
class JpaUsers implements Users {

	private final UserRepository repository;

	JpaUsers(UserRepository repository) {
		this.repository = repository;
	}

	@Override
	public UserResponse create(UserRequest request) {
		return response(this.repository.save(new User(request.requiredFirstName(), request.optionalLastName())));
	}

	@Override
	public UserResponse rename(long id, UserRequest request) {
		User user = user(id);
		user.rename(request.requiredFirstName(), request.optionalLastName());
		return response(user);
	}

	@Override
	@Transactional(readOnly = true)
	public UserResponse find(long id) {
		return response(user(id));
	}

	@Override
	@Transactional(readOnly = true)
	public List<UserResponse> page(long after, int limit) {
		return this.repository.findByIdGreaterThanOrderById(after, Limit.of(limit))
			.stream()
			.map(JpaUsers::response)
			.toList();
	}

	private User user(long id) {
		return this.repository.findById(id).orElseThrow(() -> new UserNotFoundException(id));
	}

	private static UserResponse response(User user) {
		String name = (user.firstName() + " " + user.lastName()).strip();
		return new UserResponse(Objects.requireNonNull(user.id()), name, user.firstName(), user.lastName());
	}

}
