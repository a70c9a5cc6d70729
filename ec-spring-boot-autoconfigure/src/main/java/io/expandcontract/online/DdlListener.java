package io.expandcontract.online;

/**
 * Is told what runs, on the thread that runs it.
 */
public interface DdlListener {

	/**
	 * A statement begins that may take its time: it changes the schema.
	 * @param sql the statement as it is sent to the server
	 */
	default void begins(String sql) {
	}

	/**
	 * What the changeset does to the schema is done.
	 */
	default void ends() {
	}

	/**
	 * The columns of what queries return have changed, in the present transaction if
	 * there is one.
	 */
	default void shapeChanged() {
	}

}
