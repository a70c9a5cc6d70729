package io.expandcontract.autogenerate.shop;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SoftDelete;

/**
 * Who buys and who sells: embeddables, collections, references to itself.
 */
final class Customers {

	private Customers() {
	}

	enum Channel {

		MAIL, PHONE, POST

	}

	@Embeddable
	static class Point {

		double latitude;

		double longitude;

	}

	@Embeddable
	static class Address {

		@Column(length = 120)
		String street;

		@ManyToOne
		Country country;

		@Embedded
		Point point;

	}

	@Entity(name = "Country")
	static class Country {

		@Id
		@Column(length = 2)
		String code;

		@NaturalId
		String name;

		Currency currency;

	}

	@Entity(name = "Customer")
	@Table(indexes = { @Index(columnList = "lastName, firstName"), @Index(name = "byBirth", columnList = "born DESC") },
			uniqueConstraints = @UniqueConstraint(name = "oneEmailPerLocale", columnNames = { "email", "locale" }))
	static class Customer {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Version
		long version;

		@Column(nullable = false, length = 80)
		String firstName;

		@Column(nullable = false, length = 80)
		String lastName;

		@Column(length = 150)
		String email;

		@Column(length = 20)
		Locale locale;

		LocalDate born;

		@Embedded
		@AttributeOverride(name = "street", column = @Column(name = "homeStreet", length = 200, nullable = false))
		@AttributeOverride(name = "point.latitude", column = @Column(name = "homeLatitude"))
		@AttributeOverride(name = "point.longitude", column = @Column(name = "homeLongitude"))
		@jakarta.persistence.AssociationOverride(name = "country", joinColumns = @JoinColumn(name = "homeCountry"))
		Address home;

		@Embedded
		Address office;

		@ElementCollection
		Set<String> nicknames;

		@ElementCollection
		@OrderColumn(name = "place")
		List<Address> former;

		@ElementCollection
		@CollectionTable(name = "Reachable", joinColumns = @JoinColumn(name = "customer"))
		@MapKeyEnumerated(EnumType.STRING)
		@MapKeyColumn(name = "channel", length = 10)
		@Column(name = "number", nullable = false)
		Map<Channel, String> reachable;

		@ManyToMany
		@JoinTable(name = "CustomerFriends", joinColumns = @JoinColumn(name = "one"),
				inverseJoinColumns = @JoinColumn(name = "other"))
		Set<Customer> friends;

	}

	@Entity(name = "Profile")
	static class Profile {

		@Id
		@GeneratedValue
		Long id;

		@OneToOne(optional = false)
		Customer customer;

		@Enumerated(EnumType.STRING)
		@Column(nullable = false)
		Channel preferred;

		@Enumerated
		Channel fallback;

		boolean newsletter;

	}

	@Entity(name = "Employee")
	@SoftDelete
	static class Employee {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE)
		Integer id;

		@ManyToOne
		@JoinColumn(name = "manager")
		Employee manager;

		@OneToMany(mappedBy = "manager")
		List<Employee> reports;

		@Column(name = "`group`", length = 30)
		String group;

		char initial;

	}

}
