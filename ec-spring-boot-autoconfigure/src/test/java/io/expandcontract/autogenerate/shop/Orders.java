package io.expandcontract.autogenerate.shop;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.autogenerate.shop.Customers.Channel;
import io.expandcontract.autogenerate.shop.Customers.Customer;
import io.expandcontract.autogenerate.shop.Goods.Product;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * What is bought: reserved names, derived keys, one table for a hierarchy.
 */
final class Orders {

	private Orders() {
	}

	@Converter(autoApply = true)
	static class Cents implements AttributeConverter<Cents.Amount, Long> {

		record Amount(BigDecimal value) {
		}

		@Override
		public Long convertToDatabaseColumn(Amount amount) {
			return (amount == null) ? null : amount.value().movePointRight(2).longValueExact();
		}

		@Override
		public Amount convertToEntityAttribute(Long cents) {
			return (cents == null) ? null : new Amount(BigDecimal.valueOf(cents, 2));
		}

	}

	@Converter
	static class YesNo implements AttributeConverter<Boolean, Character> {

		@Override
		public Character convertToDatabaseColumn(Boolean value) {
			return Boolean.TRUE.equals(value) ? 'Y' : 'N';
		}

		@Override
		public Boolean convertToEntityAttribute(Character value) {
			return value != null && value == 'Y';
		}

	}

	@Entity(name = "Purchase")
	@Table(name = "`Order`")
	static class Purchase {

		@Id
		@SequenceGenerator(name = "orders", sequenceName = "OrderNumbers", initialValue = 1000, allocationSize = 20)
		@GeneratedValue(generator = "orders")
		Long id;

		@Version
		Instant version;

		@ManyToOne(optional = false)
		@JoinColumn(foreignKey = @ForeignKey(name = "orderOfCustomer"))
		Customer customer;

		@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
		@OrderBy("amount")
		List<Line> lines;

		@Convert(converter = YesNo.class)
		@Column(name = "`end`", nullable = false)
		Boolean end;

		Cents.Amount total;

		@Column(name = "`from`")
		LocalDate from;

		@Column(name = "`Mixed Case`")
		Integer mixed;

	}

	@Embeddable
	static class LineKey implements Serializable {

		Long orderId;

		int number;

	}

	@Entity(name = "Line")
	static class Line {

		@EmbeddedId
		LineKey key;

		@MapsId("orderId")
		@ManyToOne
		@JoinColumn(name = "`order`")
		Purchase order;

		@ManyToOne
		Product product;

		@Column(name = "`value`", precision = 10, scale = 3)
		BigDecimal amount;

	}

	@Entity(name = "Invoice")
	static class Invoice {

		@Id
		Long id;

		@MapsId
		@OneToOne
		Purchase order;

		@Column(nullable = false, unique = true, length = 32)
		String number;

	}

	@Entity(name = "Payment")
	@DiscriminatorValue("P")
	@Inheritance
	@DiscriminatorColumn(name = "type", discriminatorType = DiscriminatorType.CHAR)
	abstract static class Payment {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		Purchase order;

		Cents.Amount amount;

	}

	@Entity(name = "CardPayment")
	@DiscriminatorValue("C")
	static class CardPayment extends Payment {

		@Column(length = 19)
		String card;

	}

	@Entity(name = "AccountPayment")
	@DiscriminatorValue("A")
	static class AccountPayment extends Payment {

		@Column(length = 34)
		String iban;

	}

	@Entity(name = "Cart")
	static class Cart {

		@Id
		@OneToOne
		Customer customer;

		@ElementCollection
		@MapKeyJoinColumn(name = "product")
		@Column(name = "amount")
		Map<Product, Integer> products;

		@ElementCollection
		Set<Channel> channels;

	}

	@Entity(name = "WishList")
	static class WishList {

		@Id
		@GeneratedValue
		Long id;

		@ManyToMany
		@jakarta.persistence.OrderColumn
		List<Product> wishes;

		@OneToMany
		List<Purchase> fulfilled;

	}

}
