package io.expandcontract.autogenerate.clinic;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Year;
import java.util.List;
import java.util.Set;

import io.expandcontract.autogenerate.clinic.People.Department;
import io.expandcontract.autogenerate.clinic.People.Nurse;
import io.expandcontract.autogenerate.clinic.People.Patient;
import io.expandcontract.autogenerate.clinic.People.Stored;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.PartitionKey;

/**
 * Where and when: keys of several columns, keys that refer to keys of several columns.
 */
final class Places {

	private Places() {
	}

	@Entity(name = "Ward")
	static class Ward {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(name = "ward", sequenceName = "ward_numbers", allocationSize = 1)
		Integer id;

		@ManyToOne(optional = false)
		Department department;

		int floor;

	}

	record RoomKey(Integer ward, String number) implements Serializable {
	}

	@Entity(name = "Room")
	@IdClass(RoomKey.class)
	static class Room {

		@Id
		@ManyToOne
		Ward ward;

		@Id
		@Column(length = 5)
		String number;

		Year renovated;

	}

	@Entity(name = "Bed")
	@Table(uniqueConstraints = @UniqueConstraint(name = "one_bed_per_place",
			columnNames = { "room_ward_id", "room_number", "place" }))
	static class Bed extends Stored {

		@ManyToOne(optional = false)
		@JoinColumn(name = "room_ward_id", referencedColumnName = "ward_id")
		@JoinColumn(name = "room_number", referencedColumnName = "number")
		Room room;

		byte place;

		@Formula("place + 1")
		int shown;

	}

	@Entity(name = "Admission")
	static class Admission {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		int id;

		@ManyToOne(optional = false)
		Patient patient;

		@ManyToOne
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		Bed bed;

		@Column(name = "\"from\"", nullable = false)
		Instant from;

		@Column(name = "\"to\"")
		Instant to;

		@ColumnTransformer(read = "upper(reason)")
		String reason;

	}

	@Embeddable
	record ShiftKey(@ManyToOne Nurse nurse, LocalDate onDay) implements Serializable {
	}

	@Entity(name = "Shift")
	static class Shift {

		@EmbeddedId
		ShiftKey key;

		LocalTime begins;

		OffsetTime ends;

		DayOfWeek weekday;

	}

	@Entity(name = "Rota")
	static class Rota extends Stored {

		@OneToMany
		@JoinTable(name = "rota_shifts")
		Set<Shift> shifts;

		@OneToOne(mappedBy = "rota")
		Plan plan;

	}

	@Entity(name = "Plan")
	static class Plan extends Stored {

		@OneToOne
		@JoinTable(name = "plan_of_rota")
		Rota rota;

		@Column(precision = 5, scale = 4)
		BigDecimal workload;

		@OneToMany(mappedBy = "plan")
		List<Appointment> appointments;

	}

	@Entity(name = "Appointment")
	static class Appointment extends Stored {

		@ManyToOne
		Plan plan;

		@Column(nullable = false)
		Instant startsAt;

		int minutes;

		@Column(length = 80)
		String subject;

		@PartitionKey
		int tenant;

	}

}
