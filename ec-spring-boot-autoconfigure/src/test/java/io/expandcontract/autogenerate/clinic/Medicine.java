package io.expandcontract.autogenerate.clinic;

import java.math.BigDecimal;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.expandcontract.autogenerate.clinic.People.Dated;
import io.expandcontract.autogenerate.clinic.People.Doctor;
import io.expandcontract.autogenerate.clinic.People.Patient;
import io.expandcontract.autogenerate.clinic.People.Severity;
import io.expandcontract.autogenerate.clinic.People.Stored;
import io.expandcontract.autogenerate.clinic.Places.Admission;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.type.SqlTypes;

/**
 * What is found and done: documents in columns, arrays, numbers of all kinds.
 */
final class Medicine {

	private Medicine() {
	}

	@Embeddable
	static class Finding {

		String name;

		Double value;

		String unit;

	}

	@Entity(name = "Diagnosis")
	static class Diagnosis extends Dated {

		@ManyToOne(optional = false)
		Admission admission;

		@Column(length = 7, nullable = false)
		String icd;

		boolean confirmed;

	}

	@Entity(name = "LabTest")
	static class LabTest extends Stored {

		@ManyToOne
		Patient patient;

		@JdbcTypeCode(SqlTypes.JSON)
		Finding result;

		@JdbcTypeCode(SqlTypes.JSON)
		Map<String, String> labels;

		String[] keywords;

		List<Integer> readings;

	}

	@Entity(name = "Medication")
	static class Medication {

		@Id
		@Column(columnDefinition = "decimal(8,0)")
		BigDecimal number;

		@Nationalized
		@Column(nullable = false)
		String name;

		@Column(precision = 20, scale = 10)
		BigDecimal strength;

		URL leaflet;

	}

	@Entity(name = "Prescription")
	@SoftDelete(columnName = "active", strategy = SoftDeleteType.ACTIVE)
	static class Prescription extends Stored {

		@ManyToOne(optional = false)
		Medication medication;

		@ManyToOne(optional = false)
		Doctor prescriber;

		Duration every;

		@ColumnDefault("1")
		int doses;

		@ColumnDefault("'as needed'")
		@Column(nullable = false)
		String schedule;

	}

	@Entity(name = "Reading")
	@Table(indexes = @Index(columnList = "device_id, taken_at"),
			check = @CheckConstraint(constraint = "lower_bound <= upper_bound"))
	static class Reading {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		@JoinColumn(name = "device_id")
		Device device;

		Instant takenAt;

		float lowerBound;

		double upperBound;

		Byte small;

		Short medium;

		Long large;

		Character mark;

		byte[] raw;

		char[] code;

	}

	@Entity(name = "Device")
	static class Device {

		@Id
		UUID serial;

		@Column(nullable = false, length = 40)
		String model;

		@Enumerated(EnumType.STRING)
		Severity risk;

	}

	@Entity(name = "Document")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@DiscriminatorColumn(name = "kind", length = 20)
	abstract static class Document extends Dated {

		@Column(nullable = false)
		String title;

		@ManyToOne
		Document replaces;

	}

	@Entity(name = "Letter")
	static class Letter extends Document {

		@Lob
		String body;

	}

	@Entity(name = "Image")
	static class Image extends Document {

		@Lob
		byte[] pixels;

		Integer width;

		Integer height;

	}

	@Entity(name = "Consent")
	static class Consent extends Document {

		@ManyToOne
		Patient signedBy;

	}

	@Entity(name = "Claim")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	static class Claim extends Stored {

		@Column(precision = 19, scale = 2)
		BigDecimal amount;

	}

	@Entity(name = "ContestedClaim")
	static class ContestedClaim extends Claim {

		String objection;

	}

	@Entity(name = "Settlement")
	static class Settlement {

		@Id
		UUID id;

		@MapsId
		@OneToOne
		Claim claim;

		Instant settledAt;

	}

	@Entity(name = "Vaccination")
	static class Vaccination extends Stored {

		@ManyToOne(optional = false)
		Patient patient;

		@Column(nullable = false, length = 50)
		String vaccine;

		short dose;

	}

	@Entity(name = "Referral")
	static class Referral extends Stored {

		@ManyToOne
		Doctor sender;

		@ManyToOne
		Doctor receiver;

		@Column(columnDefinition = "text")
		String reason;

	}

}
