package io.expandcontract.autogenerate.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import io.expandcontract.autogenerate.RenamedFrom;
import io.expandcontract.autogenerate.shop.Customers.Customer;
import io.expandcontract.autogenerate.shop.Extras.Audited;
import io.expandcontract.autogenerate.shop.Extras.Discount;
import io.expandcontract.autogenerate.shop.Goods.Product;
import io.expandcontract.autogenerate.shop.Orders.Payment;
import io.expandcontract.autogenerate.shop.Orders.Purchase;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;

/**
 * What the second release of the shop has changed.
 */
final class Changed {

	private Changed() {
	}

	enum Channel {

		MAIL, PHONE, POST, CHAT

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

		@RenamedFrom("newsletter")
		boolean receivesNews;

		@ElementCollection
		Set<String> interests;

	}

	@Entity(name = "Review")
	@Table(indexes = @Index(name = "reviewByStars", columnList = "stars"))
	static class Review extends Audited {

		@ManyToOne(optional = false)
		Product product;

		@ManyToOne
		Customer customer;

		@Column(nullable = false)
		long stars;

		@Column(length = 4000)
		String text;

		@Column(nullable = false, length = 20)
		String language;

	}

	@Entity(name = "Shipment")
	@SecondaryTable(name = "ShipmentNotes", pkJoinColumns = @PrimaryKeyJoinColumn(name = "shipment"))
	static class Shipment extends Audited {

		@Column(length = 40, nullable = false, unique = true)
		String tracking;

		@Column(table = "ShipmentNotes", length = 500)
		String note;

		@Column(table = "ShipmentNotes")
		Integer weight;

		@Enumerated(EnumType.STRING)
		Channel announced;

		LocalTime earliest;

		Duration takes;

	}

	@Entity(name = "FixedDiscount")
	static class FixedDiscount extends Discount {

		@Column(precision = 12, scale = 2, nullable = false)
		BigDecimal worth;

		@ManyToOne(optional = false)
		Product product;

	}

	@Entity(name = "WishList")
	static class WishList {

		@Id
		@GeneratedValue
		Long id;

		@ManyToMany
		@jakarta.persistence.OrderColumn
		@jakarta.persistence.JoinTable(name = "WishList_Product",
				joinColumns = @jakarta.persistence.JoinColumn(name = "WishList_id"))
		List<Product> wishes;

		@OneToMany
		@jakarta.persistence.JoinTable(name = "`WishList_Order`",
				joinColumns = @jakarta.persistence.JoinColumn(name = "WishList_id"))
		List<Purchase> fulfilled;

		@ManyToOne
		Customer owner;

	}

	@Entity(name = "AuditEntry")
	@Table(indexes = @Index(name = "auditBySubject", columnList = "subject, at, level", unique = true))
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

	@Entity(name = "VoucherPayment")
	@DiscriminatorValue("V")
	static class VoucherPayment extends Payment {

		@Column(length = 30)
		String voucher;

	}

	@Entity(name = "Game")
	static class Game extends Product {

		int players;

	}

}
