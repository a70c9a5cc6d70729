package io.expandcontract.autogenerate;

/**
 * What to do about tables, sequences and enumerations that the changelog makes and no
 * entity maps. The application may use them without an entity.
 */
public enum Unmapped {

	/** Ask, each time. */
	ASK,

	/** Leave them alone. */
	KEEP,

	/** Drop them in the contract phase. */
	DROP

}
