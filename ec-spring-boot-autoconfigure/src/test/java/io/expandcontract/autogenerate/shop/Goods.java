package io.expandcontract.autogenerate.shop;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * What is sold: joined inheritance, composite and derived keys, trees.
 */
final class Goods {

	private Goods() {
	}

	@Entity(name = "Category")
	static class Category {

		@Id
		@TableGenerator(name = "categories", table = "Numbers", pkColumnName = "kind", valueColumnName = "nextOne",
				initialValue = 100)
		@GeneratedValue(generator = "categories")
		Long id;

		@Column(unique = true, nullable = false)
		String title;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		Category parent;

		@OneToMany
		@JoinColumn(name = "parent_id")
		@OrderColumn(name = "position")
		List<Category> children;

	}

	@Entity(name = "Product")
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn(name = "kind", length = 12)
	@Table(check = @CheckConstraint(name = "priceIsNotNegative", constraint = "price >= 0"))
	static class Product {

		@Id
		@GeneratedValue(strategy = GenerationType.UUID)
		UUID id;

		@Column(nullable = false)
		String title;

		@Column(precision = 12, scale = 2, nullable = false)
		@ColumnDefault("0")
		BigDecimal price;

		BigInteger sold;

		short rating;

		byte stars;

		@ManyToOne(optional = false)
		Category category;

		@ElementCollection
		Map<String, String> properties;

	}

	@Entity(name = "Book")
	static class Book extends Product {

		@Column(length = 13, unique = true)
		String isbn;

		Integer pages;

		@Lob
		String blurb;

	}

	@Entity(name = "Disc")
	@jakarta.persistence.PrimaryKeyJoinColumn(name = "product")
	static class Disc extends Product {

		float speed;

		@Lob
		byte[] cover;

	}

	@Entity(name = "Warehouse")
	static class Warehouse {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Integer id;

		String name;

		int capacity;

		int used;

		@org.hibernate.annotations.GeneratedColumn("capacity - used")
		Integer free;

	}

	static class StockKey implements Serializable {

		Integer warehouse;

		UUID product;

	}

	@Entity(name = "Stock")
	@IdClass(StockKey.class)
	static class Stock {

		@Id
		@ManyToOne
		Warehouse warehouse;

		@Id
		@ManyToOne
		Product product;

		int amount;

	}

	@Entity(name = "Supplier")
	static class Supplier {

		@Id
		String name;

		@ManyToMany
		@JoinTable(inverseJoinColumns = @JoinColumn(name = "category"))
		Set<Category> delivers;

	}

	@Embeddable
	static class ContractKey implements Serializable {

		String supplier;

		int number;

	}

	@Entity(name = "Contract")
	static class Contract {

		@EmbeddedId
		ContractKey key;

		@MapsId("supplier")
		@ManyToOne
		Supplier supplier;

		@Column(length = 4000, comment = "In the words of the supplier; \"as is\"")
		String terms;

		@OneToMany
		@JoinColumn(name = "contractSupplier", referencedColumnName = "supplier_name")
		@JoinColumn(name = "contractNumber", referencedColumnName = "number")
		Set<Clause> clauses;

	}

	@Entity(name = "Clause")
	static class Clause {

		@Id
		@GeneratedValue
		Long id;

		String text;

	}

}
