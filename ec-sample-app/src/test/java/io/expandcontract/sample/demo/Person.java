package io.expandcontract.sample.demo;

import java.util.List;

/**
 * A user's name as the clients send it: in two parts for release 1.0, in one for 1.1.
 *
 * @param firstName possibly of several words
 * @param lastName possibly of several words; ends with a number, so that no two are equal
 */
record Person(String firstName, String lastName) {

	private static final List<Person> PEOPLE = List.of(new Person("Mary Ann", "Smith"), new Person("Ada", "Lovelace"),
			new Person("Ludwig", "van Beethoven"), new Person("Grace", "Hopper"),
			new Person("Gabriel José", "García Márquez"), new Person("Alan", "Turing"),
			new Person("Jean Claude", "Van Damme"), new Person("Barbara", "Liskov"));

	/**
	 * A name that no other number has.
	 * @param number which one
	 * @return the name, of several words for every other number
	 */
	static Person number(long number) {
		Person person = PEOPLE.get((int) (number % PEOPLE.size()));
		return new Person(person.firstName(), person.lastName() + "-" + number);
	}

	String name() {
		return this.firstName + " " + this.lastName;
	}

}
