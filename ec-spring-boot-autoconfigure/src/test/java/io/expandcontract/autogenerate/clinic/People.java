package io.expandcontract.autogenerate.clinic;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
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
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.SortNatural;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;

/**
 * Who heals and who is healed: a hierarchy of tables, mapped superclasses over each
 * other, times with zones.
 */
final class People {

	private People() {
	}

	enum Blood {

		A, B, AB, O

	}

	enum Grade {

		JUNIOR, SENIOR, CHIEF

	}

	@MappedSuperclass
	abstract static class Stored {

		@Id
		@GeneratedValue
		UUID id;

		@Version
		int version;

	}

	@MappedSuperclass
	abstract static class Dated extends Stored {

		@CreationTimestamp
		@Column(nullable = false)
		OffsetDateTime createdAt;

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		ZonedDateTime updatedAt;

	}

	@Embeddable
	static class FullName {

		@Column(name = "given_name", nullable = false, length = 60)
		String given;

		@Column(name = "family_name", nullable = false, length = 60)
		String family;

	}

	@Entity(name = "Person")
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn(discriminatorType = DiscriminatorType.INTEGER)
	@DiscriminatorValue("0")
	static class Person extends Dated {

		@Embedded
		FullName name;

		LocalDate dateOfBirth;

		ZoneId zone;

		@ElementCollection
		@CollectionTable(name = "person_phone")
		Set<String> phoneNumbers;

	}

	@Entity(name = "Patient")
	@DiscriminatorValue("1")
	static class Patient extends Person {

		@Enumerated(EnumType.STRING)
		Blood bloodGroup;

		@Column(unique = true, length = 12)
		String insuranceNumber;

		@ManyToOne
		Person nextOfKin;

		@OneToMany(mappedBy = "patient")
		@MapKey(name = "substance")
		Map<String, Allergy> allergies;

	}

	@Entity(name = "Doctor")
	@DiscriminatorValue("2")
	static class Doctor extends Person {

		@Enumerated(EnumType.ORDINAL)
		@Column(nullable = false)
		Grade grade;

		@ManyToMany
		List<Speciality> specialities;

		@OneToOne
		Doctor deputy;

	}

	@Entity(name = "Nurse")
	@DiscriminatorValue("3")
	static class Nurse extends Person {

		@ManyToOne
		Department department;

		boolean nightShifts;

	}

	@Entity(name = "Speciality")
	static class Speciality {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		short id;

		@Column(unique = true)
		String title;

	}

	@Entity(name = "Department")
	static class Department {

		@Id
		@Column(length = 8)
		String code;

		@Column(nullable = false)
		String name;

		@OneToOne(optional = false)
		Doctor head;

		@ElementCollection
		@SortNatural
		SortedMap<String, String> phoneBook;

	}

	@Entity(name = "Allergy")
	static class Allergy extends Stored {

		@ManyToOne(optional = false)
		Patient patient;

		@Column(nullable = false)
		String substance;

		@Enumerated(EnumType.STRING)
		Severity severity;

	}

	enum Severity {

		MILD, SEVERE

	}

}
