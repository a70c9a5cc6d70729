package io.expandcontract.autogenerate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the table of an entity, or the column of an attribute, was called before, so
 * that a rename keeps its data. Several names of columns say that they became one. No
 * name at all says that it is new, however much it looks like something else. Only the
 * command {@code autogenerate} reads it; once the rename is in the changelog, it can go.
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

}
