package io.expandcontract.sample.v11;

import io.expandcontract.autogenerate.RenamedFrom;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A user of release 1.1. It neither reads nor writes the columns of release 1.0.
 */
@Entity
@Table(name = "users")
class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Version
	private long version;

	@RenamedFrom({ "first_name", "last_name" })
	@Column(length = 201, nullable = false)
	private String name = "";

	protected User() {
	}

	User(String name) {
		this.name = name;
	}

	@Nullable Long id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

}
