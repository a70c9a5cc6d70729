package io.expandcontract.autogenerate.clinic;

import java.util.ArrayList;
import java.util.List;

/**
 * Two releases of a clinic.
 */
public final class Clinic {

	/** The entities of the first release. */
	public static final List<Class<?>> FIRST = List.of(People.Person.class, People.Patient.class, People.Doctor.class,
			People.Nurse.class, People.Speciality.class, People.Department.class, People.Allergy.class,
			Places.Ward.class, Places.Room.class, Places.Bed.class, Places.Admission.class, Places.Shift.class,
			Places.Rota.class, Places.Plan.class, Places.Appointment.class, Medicine.Diagnosis.class,
			Medicine.LabTest.class, Medicine.Medication.class, Medicine.Prescription.class, Medicine.Reading.class,
			Medicine.Device.class, Medicine.Document.class, Medicine.Letter.class, Medicine.Image.class,
			Medicine.Consent.class, Medicine.Claim.class, Medicine.ContestedClaim.class, Medicine.Settlement.class,
			Medicine.Vaccination.class, Medicine.Referral.class);

	/** The entities of the second release. */
	public static final List<Class<?>> SECOND = second();

	private Clinic() {
	}

	private static List<Class<?>> second() {
		List<Class<?>> entities = new ArrayList<>(FIRST);
		entities.removeAll(List.of(Medicine.Diagnosis.class, Medicine.LabTest.class, Medicine.Prescription.class,
				Medicine.Reading.class, Medicine.Image.class, Medicine.Vaccination.class, Medicine.Referral.class));
		entities.addAll(List.of(Changed.Diagnosis.class, Changed.LabTest.class, Changed.Repetition.class,
				Changed.Prescription.class, Changed.Reading.class, Changed.Image.class, Changed.Sound.class,
				Changed.Vaccination.class, Changed.Referral.class));
		return List.copyOf(entities);
	}

}
