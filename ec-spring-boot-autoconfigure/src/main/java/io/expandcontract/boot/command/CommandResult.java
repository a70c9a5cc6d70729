package io.expandcontract.boot.command;

/**
 * How a command ended.
 *
 * @param exit the exit code
 * @param json the result for machines, made of records
 * @param text the same for people, in lines
 */
record CommandResult(ExitCode exit, Record json, String text) {
}
