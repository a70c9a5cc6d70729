package io.expandcontract.autogenerate.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import io.expandcontract.autogenerate.shop.Customers.Channel;
import io.expandcontract.autogenerate.shop.Customers.Customer;
import io.expandcontract.autogenerate.shop.Goods.Book;
import io.expandcontract.autogenerate.shop.Goods.Disc;
import io.expandcontract.autogenerate.shop.Goods.Product;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ManyToAny;

/**
 * The rest of the shop: mapped superclasses, secondary tables, a table for each class of
 * a hierarchy, references to anything.
 */
final class Extras {

	private Extras() {
	}

	@MappedSuperclass
	abstract static class Audited {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(updatable = false, nullable = false)
		@ColumnDefault("current_timestamp(6)")
		Instant created;

		LocalDateTime changed;

	}

	@Entity(name = "Review")
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "product_id", "customer_id" }))
	static class Review extends Audited {

		@ManyToOne(optional = false)
		Product product;

		@ManyToOne(optional = false)
		Customer customer;

		@Column(nullable = false)
		int stars;

		@Column(length = 2000)
		String text;

	}

	@Entity(name = "Shipment")
	@SecondaryTable(name = "ShipmentNotes", pkJoinColumns = @PrimaryKeyJoinColumn(name = "shipment"))
	static class Shipment extends Audited {

		@Column(length = 40)
		String tracking;

		@Column(table = "ShipmentNotes", length = 500)
		String note;

		@Enumerated(EnumType.STRING)
		Channel announced;

		LocalTime earliest;

		Duration takes;

		int parcels;

	}

	@Entity(name = "Discount")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Discount {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		@Column(nullable = false)
		String reason;

	}

	@Entity(name = "PercentDiscount")
	static class PercentDiscount extends Discount {

		int percent;

	}

	@Entity(name = "FixedDiscount")
	static class FixedDiscount extends Discount {

		long cents;

		@ManyToOne
		Product product;

	}

	@Entity(name = "Coupon")
	static class Coupon {

		@Id
		@Column(length = 16)
		String code;

		@ElementCollection
		@OrderColumn
		@Column(length = 60)
		List<String> terms;

		LocalDate until;

		@Column(nullable = false, length = 30)
		String campaign;

		Integer uses;

	}

	@Entity(name = "Attachment")
	static class Attachment {

		@Id
		@GeneratedValue
		Long id;

		@Any
		@AnyDiscriminator(DiscriminatorType.STRING)
		@AnyDiscriminatorValue(discriminator = "COUPON", entity = Coupon.class)
		@AnyKeyJavaClass(String.class)
		@Column(name = "ofType", length = 10)
		@JoinColumn(name = "ofId")
		Object of;

		@Lob
		@Basic(fetch = FetchType.LAZY)
		byte[] content;

		@Column(length = 100_000)
		String transcript;

		byte[] digest;

	}

	@Entity(name = "Label")
	static class Label {

		@Id
		@GeneratedValue
		Long id;

		@ManyToAny
		@AnyDiscriminator(DiscriminatorType.STRING)
		@AnyDiscriminatorValue(discriminator = "B", entity = Book.class)
		@AnyDiscriminatorValue(discriminator = "D", entity = Disc.class)
		@AnyKeyJavaClass(java.util.UUID.class)
		@Column(name = "kind", length = 1)
		@JoinTable(name = "Labelled", joinColumns = @JoinColumn(name = "label"),
				inverseJoinColumns = @JoinColumn(name = "labelled"))
		Set<Object> labelled;

	}

	@Entity(name = "AuditEntry")
	@Table(indexes = @jakarta.persistence.Index(name = "auditBySubject", columnList = "subject, at", unique = true))
	static class AuditEntry {

		@Id
		@GeneratedValue(strategy = GenerationType.UUID)
		String id;

		@Column(nullable = false, length = 36)
		String subject;

		@Column(nullable = false, secondPrecision = 3)
		Instant at;

		int level;

	}

}
