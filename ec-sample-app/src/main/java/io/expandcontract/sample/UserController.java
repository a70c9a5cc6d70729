package io.expandcontract.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP interface, the same in both releases. A write that carries an
 * {@code Idempotency-Key} takes effect once, however often it is sent.
 */
@RestController
@RequestMapping("/users")
class UserController {

	private static final int MAX_LIMIT = 1000;

	private final Users users;

	private final IdempotentWrites writes;

	UserController(Users users, IdempotentWrites writes) {
		this.users = users;
		this.writes = writes;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	UserResponse create(@RequestBody UserRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		return this.writes.once(key, () -> this.users.create(request));
	}

	@PutMapping("/{id}")
	UserResponse rename(@PathVariable long id, @RequestBody UserRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		return this.writes.once(key, () -> this.users.rename(id, request));
	}

	@GetMapping("/{id}")
	UserResponse find(@PathVariable long id) {
		return this.users.find(id);
	}

	@GetMapping
	List<UserResponse> page(@RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "100") int limit) {
		return this.users.page(after, Math.max(1, Math.min(limit, MAX_LIMIT)));
	}

}
