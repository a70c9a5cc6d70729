package io.expandcontract.autogenerate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the table of an entity, or the column of an attribute, was called before, so
 * that a rename keeps its data. Several names of columns say that they became one, one
 * name on several attributes that it became those. No name at all says that it is new,
 * however much it looks like something else. Only the command {@code autogenerate} reads
 * it; once the rename is in the changelog, it can go.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT })
public @interface RenamedFrom {

	/**
	 * Return the former names.
	 * @return names of columns of the same table, or of one table
	 */
	String[] value();

	/**
	 * Return what the column receives, where that is more than the former column's value.
	 * @return SQL over the former columns, empty for a proposal
	 */
	String valueComputed() default "";

	/**
	 * Return what the former columns receive when new code writes, while both serve.
	 * @return SQL over the new columns, for each name of {@link #value()} in its order;
	 * empty for a proposal. Where one column became several, one of those says it
	 */
	String[] formerValuesComputed() default {};

}
