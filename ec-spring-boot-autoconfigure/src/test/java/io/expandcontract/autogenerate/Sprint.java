package io.expandcontract.autogenerate;

import java.math.BigDecimal;
import java.util.List;

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
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnDefault;

/**
 * What a team changes in a model within two weeks. Each entity comes twice, as it was and
 * as it is.
 */
@SuppressWarnings("SameNameButDifferent")
final class Sprint {

	private Sprint() {
	}

	enum Status {

		OPEN, DONE

	}

	/** Mandatory reference, version, lengths, uniqueness, precision, defaults, index. */
	static final class Demanding {

		static final Class<?>[] BEFORE = { Kind.class, PlainTask.class };

		static final Class<?>[] AFTER = { Kind.class, DemandingTask.class };

		@Entity(name = "Kind")
		@Table(name = "kind")
		static class Kind {

			@Id
			Long id;

		}

		@Entity(name = "Task")
		@Table(name = "task")
		static class PlainTask {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@ManyToOne
			@JoinColumn(name = "kind_id")
			Kind kind;

			@Column(length = 50)
			String title;

			@Column(length = 200)
			String note;

			@Column(precision = 8, scale = 2)
			BigDecimal price;

			@Column(nullable = false)
			Integer weight;

			String code;

		}

		@Entity(name = "Task")
		@Table(name = "task", indexes = @Index(name = "idx_task_title", columnList = "title"))
		static class DemandingTask {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@Version
			int version;

			@ManyToOne(optional = false)
			@JoinColumn(name = "kind_id")
			Kind kind;

			@Column(length = 80)
			String title;

			@Column(length = 100)
			String note;

			@Column(precision = 12, scale = 4)
			BigDecimal price;

			@ColumnDefault("5")
			@Column(nullable = false)
			Integer weight;

			@Column(unique = true)
			String code;

			@ElementCollection
			List<String> labels;

			@ColumnDefault("'new'")
			@Column(nullable = false, length = 10)
			String stage;

		}

	}

	/** Columns move into an embeddable under the names that they had. */
	static final class Moved {

		static final Class<?>[] BEFORE = { PlainShop.class };

		static final Class<?>[] AFTER = { AddressedShop.class };

		@Entity(name = "Shop")
		@Table(name = "shop")
		static class PlainShop {

			@Id
			Long id;

			@Column(name = "street")
			String street;

			@Column(name = "town", nullable = false)
			String town;

		}

		@Embeddable
		static class Address {

			@Column(name = "street")
			String street;

			@Column(name = "town", nullable = false)
			String town;

		}

		@Entity(name = "Shop")
		@Table(name = "shop")
		static class AddressedShop {

			@Id
			Long id;

			@Embedded
			Address address;

		}

	}

	/** Places in an enumeration become names. */
	static final class Named {

		static final Class<?>[] BEFORE = { PlacedJob.class };

		static final Class<?>[] UNDECIDED = { UndecidedJob.class };

		static final Class<?>[] AFTER = { NamedJob.class };

		@Entity(name = "Job")
		@Table(name = "job")
		static class PlacedJob {

			@Id
			Long id;

			@Enumerated(EnumType.ORDINAL)
			@Column(nullable = false)
			Status status;

		}

		@Entity(name = "Job")
		@Table(name = "job")
		static class UndecidedJob {

			@Id
			Long id;

			@Enumerated(EnumType.STRING)
			@Column(nullable = false)
			Status status;

		}

		@Entity(name = "Job")
		@Table(name = "job")
		static class NamedJob {

			@Id
			Long id;

			@RenamedFrom(value = "status", valueComputed = "case status when 0 then 'OPEN' when 1 then 'DONE' end",
					formerValuesComputed = "case status_name when 'OPEN' then 0 when 'DONE' then 1 end")
			@Enumerated(EnumType.STRING)
			@Column(name = "status_name", nullable = false)
			Status status;

		}

	}

	/** Table and column get new names at once; both are quoted and reserved. */
	static final class Renamed {

		static final Class<?>[] BEFORE = { PlainItem.class };

		static final Class<?>[] AFTER = { RenamedItem.class };

		@Entity(name = "Item")
		@Table(name = "`Group`")
		static class PlainItem {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@Column(name = "`order`", nullable = false)
			Integer position;

			@Column(name = "`displayName`", length = 30)
			String name;

		}

		@Entity(name = "Item")
		@RenamedFrom("Group")
		@Table(name = "`Select`")
		static class RenamedItem {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@RenamedFrom("order")
			@Column(name = "`value`", nullable = false)
			Integer position;

			@RenamedFrom("displayName")
			@Column(name = "`fullName`", length = 60)
			String name;

		}

	}

	/** Numbers come from a sequence, and what was dropped is referred to no more. */
	static final class Numbered {

		static final Class<?>[] BEFORE = { CountedTicket.class, Gone.class };

		static final Class<?>[] AFTER = { SequencedTicket.class };

		@Entity(name = "Gone")
		@Table(name = "gone")
		static class Gone {

			@Id
			Long id;

		}

		@Entity(name = "Ticket")
		@Table(name = "ticket")
		static class CountedTicket {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@ManyToOne
			@JoinColumn(name = "gone_id")
			Gone gone;

		}

		@Entity(name = "Ticket")
		@Table(name = "ticket")
		static class SequencedTicket {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE)
			Long id;

		}

	}

	/** A table between two others becomes a column of one. */
	static final class Joined {

		static final Class<?>[] BEFORE = { JoiningWhole.class, Part.class };

		static final Class<?>[] AFTER = { OwningWhole.class, Part.class };

		@Entity(name = "Part")
		@Table(name = "part")
		static class Part {

			@Id
			Long id;

		}

		@Entity(name = "Whole")
		@Table(name = "whole")
		static class JoiningWhole {

			@Id
			Long id;

			@OneToMany
			@JoinTable(name = "whole_part", joinColumns = @JoinColumn(name = "whole_id"),
					inverseJoinColumns = @JoinColumn(name = "part_id"))
			List<Part> parts;

		}

		@Entity(name = "Whole")
		@Table(name = "whole")
		static class OwningWhole {

			@Id
			Long id;

			@OneToMany
			@JoinColumn(name = "whole_id")
			List<Part> parts;

		}

	}

}
