package io.expandcontract.sample.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * PostgreSQL refuses to run as root, and so root starts it in a user namespace, with
 * {@code unshare -U}. Where that is not allowed, as in most containers, this gives the
 * user nobody the server's files, and puts a program of that name before the real one
 * that becomes nobody instead.
 */
final class Unprivileged {

	private static final int NOBODY = 65534;

	private static final String INSTEAD_OF_UNSHARE = """
			#!/bin/sh
			shift
			exec setpriv --reuid=%1$d --regid=%1$d --clear-groups "$@"
			""".formatted(NOBODY);

	private Unprivileged() {
	}

	/**
	 * Whether this is root, and has to become somebody else.
	 * @return false everywhere but on Linux
	 * @throws IOException if that cannot be found out
	 */
	static boolean isNeeded() throws IOException {
		Path self = Path.of("/proc/self");
		return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0) && !mayUnshare();
	}

	/**
	 * Prepare the directory of a server.
	 * @param directory where the server's own directory {@code data} will be
	 * @return what to put before the PATH of the process that starts the server
	 * @throws IOException if the files cannot be written
	 */
	static String prepare(Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.setAttribute(Files.createDirectory(directory.resolve("data")), "unix:uid", NOBODY);
		Path programs = Files.createDirectory(directory.resolve("bin"));
		Path program = Files.writeString(programs.resolve("unshare"), INSTEAD_OF_UNSHARE);
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		return programs + ":";
	}

	private static boolean mayUnshare() throws IOException {
		try {
			return new ProcessBuilder("unshare", "-U", "true").redirectError(Redirect.DISCARD).start().waitFor() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
