package io.expandcontract.autogenerate.clinic;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.RenamedFrom;
import io.expandcontract.autogenerate.clinic.Medicine.Device;
import io.expandcontract.autogenerate.clinic.Medicine.Document;
import io.expandcontract.autogenerate.clinic.Medicine.Finding;
import io.expandcontract.autogenerate.clinic.Medicine.Medication;
import io.expandcontract.autogenerate.clinic.People.Dated;
import io.expandcontract.autogenerate.clinic.People.Doctor;
import io.expandcontract.autogenerate.clinic.People.Patient;
import io.expandcontract.autogenerate.clinic.People.Stored;
import io.expandcontract.autogenerate.clinic.Places.Admission;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What the second release of the clinic has changed.
 */
final class Changed {

	private Changed() {
	}

	@Entity(name = "Diagnosis")
	static class Diagnosis extends Dated {

		@ManyToOne(optional = false)
		Admission admission;

		@ManyToOne(optional = false)
		Doctor diagnosedBy;

		@Column(length = 10, nullable = false)
		String icd;

		@ColumnDefault("false")
		boolean confirmed;

	}

	@Entity(name = "LabTest")
	static class LabTest extends Stored {

		@ManyToOne
		Patient patient;

		@JdbcTypeCode(SqlTypes.JSON)
		Finding result;

		@JdbcTypeCode(SqlTypes.JSON)
		Map<String, String> notes;

		String[] keywords;

		@ElementCollection
		@OrderColumn
		List<Double> measured;

		@OneToMany(mappedBy = "test")
		List<Repetition> repetitions;

	}

	@Entity(name = "Repetition")
	static class Repetition extends Stored {

		@ManyToOne(optional = false)
		LabTest test;

		LocalDate onDay;

	}

	@Entity(name = "Prescription")
	static class Prescription extends Stored {

		@ManyToOne(optional = false)
		Medication medication;

		@ManyToOne
		Doctor prescriber;

		@ColumnDefault("2")
		int doses;

		@Column(length = 500)
		String schedule;

		boolean active;

	}

	@Entity(name = "Reading")
	static class Reading {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		@JoinColumn(name = "device_id")
		Device device;

		@RenamedFrom("taken_at")
		Instant measuredAt;

		double lowerBound;

		double upperBound;

		Integer small;

		Integer medium;

		Long large;

		Character mark;

		byte[] raw;

		char[] code;

	}

	@Entity(name = "Image")
	static class Image extends Document {

		@Lob
		byte[] pixels;

		@RenamedFrom({})
		Integer pixelWidth;

		@RenamedFrom("height")
		Integer pixelHeight;

	}

	@Entity(name = "Sound")
	static class Sound extends Document {

		BigDecimal seconds;

	}

	@Entity(name = "Vaccination")
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "patient_id", "vaccine", "dose" }))
	static class Vaccination extends Stored {

		@ManyToOne(optional = false)
		Patient patient;

		@Column(nullable = false, length = 40)
		String vaccine;

		short dose;

		@Column(nullable = false)
		LocalDate onDay;

	}

	@Entity(name = "Referral")
	static class Referral extends Stored {

		@ManyToOne(optional = false)
		Doctor sender;

		@ManyToOne
		Doctor receiver;

		@Column(columnDefinition = "text")
		String reason;

		@Column(unique = true)
		String reference;

	}

}
