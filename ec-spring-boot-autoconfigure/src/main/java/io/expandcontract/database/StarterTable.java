package io.expandcontract.database;

import java.util.List;

/**
 * The starter's own tables. They hold only what Liquibase's history does not.
 */
public enum StarterTable {

	/** Which version the tables themselves have. */
	VERSION("""
			create table {VERSION} (
			  VERSION      int         not null primary key,
			  FLEET        varchar(255) not null,
			  INSTALLED_AT bigint      not null
			){options}"""),

	/**
	 * One row for the fleet: fresh marker, adoption, since when it is observed, and how
	 * data moves.
	 */
	FLEET("""
			create table {FLEET} (
			  FLEET           varchar(255) not null primary key,
			  FIRST_RELEASE   varchar(64),
			  FRESH_SINCE     bigint,
			  ADOPTED_AT      bigint,
			  ADOPTED_BY      varchar(255),
			  ADOPTION_REASON varchar(1000),
			  OBSERVED_EPOCH  varchar(100),
			  EPOCH_SINCE     bigint,
			  OBSERVED_SINCE  bigint,
			  OBSERVED_AT     bigint,
			  PAUSED_AT       bigint,
			  PAUSED_BY       varchar(255),
			  BATCH_TARGET    bigint,
			  MAX_BATCH_SIZE  int
			){options}""", "PAUSED_AT bigint", "PAUSED_BY varchar(255)", "BATCH_TARGET bigint", "MAX_BATCH_SIZE int"),

	/** What builds have shipped. */
	RELEASE("""
			create table {RELEASE} (
			  FLEET       varchar(255) not null,
			  RELEASE_ID  varchar(64)  not null,
			  APP_VERSION varchar(255) not null,
			  BASELINE    varchar(255),
			  SEEN_AT     bigint       not null,
			  primary key (FLEET, RELEASE_ID)
			){options}"""),

	/** Each identity that a release knows, with its phase. */
	RELEASE_CHANGE_SET("""
			create table {RELEASE_CHANGE_SET} (
			  FLEET         varchar(255) not null,
			  RELEASE_ID    varchar(64)  not null,
			  POSITION      int          not null,
			  CHANGE_SET_ID varchar(255) not null,
			  AUTHOR        varchar(255) not null,
			  PATH          varchar(255) not null,
			  PHASE         varchar(10),
			  CHECKPOINT    varchar(255),
			  primary key (FLEET, RELEASE_ID, POSITION)
			){options}"""),

	/** Every incarnation of a process. */
	INSTANCE("""
			create table {INSTANCE} (
			  FLEET          varchar(255) not null,
			  INSTANCE_ID    varchar(36)  not null,
			  NAME           varchar(255) not null,
			  RELEASE_ID     varchar(64)  not null,
			  APP_VERSION    varchar(255) not null,
			  STATE          varchar(10)  not null,
			  SESSION_TAG    varchar(20)  not null,
			  ADDRESS        varchar(100),
			  DATABASE_USERS varchar(500) not null,
			  STARTED_AT     bigint       not null,
			  HEARTBEAT_AT   bigint       not null,
			  STALE_SINCE    bigint,
			  GONE_AT        bigint,
			  GONE_BECAUSE   varchar(20),
			  primary key (FLEET, INSTANCE_ID)
			){options}"""),

	/** What a run is about to do, with all that the history row needs. */
	INTENT("""
			create table {INTENT} (
			  FLEET         varchar(255) not null,
			  RUN_ID        varchar(36)  not null,
			  POSITION      int          not null,
			  CHANGE_SET_ID varchar(255) not null,
			  AUTHOR        varchar(255) not null,
			  PATH          varchar(255) not null,
			  PHASE         varchar(10),
			  STATE         varchar(10)  not null,
			  RERUN         boolean      not null,
			  CHECKSUM      varchar(35),
			  DESCRIPTION   varchar(255),
			  COMMENTS      varchar(255),
			  TAG           varchar(255),
			  LIQUIBASE     varchar(20),
			  CONTEXTS      varchar(255),
			  LABELS        varchar(255),
			  DEPLOYMENT_ID varchar(10),
			  INSPECT       varchar(1000),
			  WRITTEN_AT    bigint       not null,
			  primary key (FLEET, RUN_ID, POSITION)
			){options}"""),

	/** How far each backfill has come, who relies on it, and who reopened it. */
	BACKFILL("""
			create table {BACKFILL} (
			  FLEET          varchar(255) not null,
			  BACKFILL_ID    varchar(36)  not null,
			  CHANGE_SET_ID  varchar(255) not null,
			  AUTHOR         varchar(255) not null,
			  PATH           varchar(255) not null,
			  TABLE_NAME     varchar(255) not null,
			  STATE          varchar(10)  not null,
			  LAST_KEY       varchar(4000),
			  UPPER_KEY      varchar(4000),
			  ROWS_DONE      bigint       not null,
			  ROWS_ESTIMATED bigint       not null,
			  FAILED_ROWS    bigint       not null,
			  WORKER         varchar(36),
			  TOKEN          bigint       not null,
			  LEASED_UNTIL   bigint,
			  WORKED_MICROS  bigint       not null,
			  STARTED_AT     bigint       not null,
			  FINISHED_AT    bigint,
			  TARGET         varchar(255),
			  REQUESTED      varchar(10),
			  BATCH_ROWS     int,
			  WAITING_FOR    varchar(1000),
			  FAILURE        varchar(2000),
			  IN_STEP        boolean,
			  RELIED_AT      bigint,
			  RELIED_BY      varchar(255),
			  REOPENED_AT    bigint,
			  REOPENED_BY    varchar(255),
			  primary key (FLEET, BACKFILL_ID)
			){options}""", "TARGET varchar(255)", "REQUESTED varchar(10)", "BATCH_ROWS int",
			"WAITING_FOR varchar(1000)", "FAILURE varchar(2000)", "IN_STEP boolean", "RELIED_AT bigint",
			"RELIED_BY varchar(255)", "REOPENED_AT bigint", "REOPENED_BY varchar(255)"),

	/** Rows that a backfill could not write. */
	BACKFILL_FAILURE("""
			create table {BACKFILL_FAILURE} (
			  FLEET       varchar(255) not null,
			  BACKFILL_ID varchar(36)  not null,
			  POSITION    int          not null,
			  ROW_KEY     varchar(4000) not null,
			  ROW_AFTER   varchar(4000),
			  ERROR       varchar(2000) not null,
			  FAILED_AT   bigint       not null,
			  primary key (FLEET, BACKFILL_ID, POSITION)
			){options}"""),

	/** How often what queries return has changed. */
	GENERATION("""
			create table {GENERATION} (
			  FLEET      varchar(255) not null primary key,
			  GENERATION bigint       not null
			){options}"""),

	/** What was run, by whom, and how it ended. */
	RUN("""
			create table {RUN} (
			  FLEET          varchar(255) not null,
			  RUN_ID         varchar(36)  not null,
			  OPERATION      varchar(10)  not null,
			  STATE          varchar(10)  not null,
			  CHECKPOINT     varchar(255),
			  INSTANCE_ID    varchar(36)  not null,
			  INSTANCE_NAME  varchar(255) not null,
			  APP_VERSION    varchar(255) not null,
			  REQUESTED_BY   varchar(255),
			  REASON         varchar(1000),
			  FORCED         boolean      not null,
			  SESSION_ID     varchar(64),
			  STARTED_AT     bigint       not null,
			  FINISHED_AT    bigint,
			  EXECUTED       {text},
			  MESSAGE        varchar(4000),
			  primary key (FLEET, RUN_ID)
			){options}""");

	private final String definition;

	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> additions;

	/**
	 * Define a table.
	 * @param definition what creates it
	 * @param additions its columns that an earlier version lacks, which can be null so
	 * that an earlier starter writes rows without them
	 */
	StarterTable(String definition, String... additions) {
		this.definition = definition;
		this.additions = List.of(additions);
	}

	/**
	 * Return the statement that creates the table.
	 * @return SQL with names in braces
	 */
	String definition() {
		return this.definition;
	}

	/**
	 * Return the columns that an earlier version of the table lacks.
	 * @return names and types
	 */
	List<String> additions() {
		return this.additions;
	}

}
