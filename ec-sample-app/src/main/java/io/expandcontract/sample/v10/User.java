package io.expandcontract.sample.v10;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A user of release 1.0.
 */
@Entity
@Table(name = "users")
class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Version
	private long version;

	@Column(length = 100, nullable = false)
	private String firstName = "";

	@Column(length = 100, nullable = false)
	private String lastName = "";

	protected User() {
	}

	User(String firstName, String lastName) {
		rename(firstName, lastName);
	}

	@Nullable Long id() {
		return this.id;
	}

	String firstName() {
		return this.firstName;
	}

	String lastName() {
		return this.lastName;
	}

	final void rename(String firstName, String lastName) {
		this.firstName = firstName;
		this.lastName = lastName;
	}

}
