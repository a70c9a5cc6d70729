package io.expandcontract.autogenerate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
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
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * The first release of a model with the usual kinds of mapping.
 */
final class ModelOne {

	static final Class<?>[] ENTITIES = { Customer.class, Payment.class, CardPayment.class, Product.class };

	private ModelOne() {
	}

	enum State {

		ACTIVE, GONE

	}

	@Embeddable
	static class Address {

		String street;

		@Column(length = 10)
		String zip;

	}

	@Entity(name = "Customer")
	@Table(name = "customer", indexes = @Index(name = "idx_customer_name", columnList = "last_name"))
	static class Customer {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Version
		int version;

		@Column(name = "last_name", length = 100, nullable = false)
		String name;

		@Column(unique = true)
		String email;

		@Enumerated(EnumType.STRING)
		@Column(nullable = false)
		State state;

		@Enumerated
		State earlier;

		@Embedded
		Address address;

		Integer points;

		@Column(precision = 10, scale = 2)
		BigDecimal credit;

		boolean active;

		LocalDate born;

		LocalDateTime seen;

		Instant created;

		UUID token;

		@Lob
		String letter;

		@Lob
		byte[] picture;

		double score;

		byte[] hash;

		@ElementCollection
		@CollectionTable(name = "customer_tag", joinColumns = @JoinColumn(name = "customer_id"))
		Set<String> tag;

		@ManyToMany
		@JoinTable(name = "customer_product", joinColumns = @JoinColumn(name = "customer_id"),
				inverseJoinColumns = @JoinColumn(name = "product_id"))
		Set<Product> products;

	}

	@Entity(name = "Payment")
	@Table(name = "payment")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	static class Payment {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		@ManyToOne(optional = false)
		@JoinColumn(name = "customer_id")
		Customer customer;

	}

	@Entity(name = "CardPayment")
	@DiscriminatorValue("CARD")
	static class CardPayment extends Payment {

		String card;

	}

	@Entity(name = "Product")
	@Table(name = "product")
	static class Product {

		@Id
		@GeneratedValue
		UUID id;

		@Column(nullable = false)
		String title;

		Integer weight;

	}

}
