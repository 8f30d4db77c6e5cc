package org.yardmaster.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.load.BadInputException;
import org.yardmaster.policyfile.PolicyFileException;
import org.yardmaster.store.StoreException;
import picocli.CommandLine;

/** What people are told when something failed: no stack trace unless YARDMASTER_DEBUG asks. */
final class Faults {
  private Faults() {}

  /** Tells it; returns the exit code. */
  static int explain(Exception fault, CommandLine command, CommandLine.ParseResult ignored) {
    command.getErr().println(message(fault));
    if (System.getenv("YARDMASTER_DEBUG") != null) {
      fault.printStackTrace(command.getErr());
    }
    return Main.FAILED;
  }

  private static String message(Exception fault) {
    if (fault instanceof FileSystemException file) {
      return message(file);
    }
    boolean expected =
        fault instanceof StoreException
            || fault instanceof LedgerException
            || fault instanceof BadInputException
            || fault instanceof PolicyFileException
            || fault instanceof IllegalArgumentException;
    return expected
        ? String.valueOf(fault.getMessage())
        : "%s: %s\nMaybe run again with YARDMASTER_DEBUG=1 and report what it prints."
            .formatted(fault.getClass().getSimpleName(), fault.getMessage());
  }

  private static String message(FileSystemException fault) {
    return switch (fault) {
      case NoSuchFileException none ->
          "%s: found no such file or folder.\nMaybe the path is wrong, or its folder has to be made first."
              .formatted(none.getFile());
      case AccessDeniedException denied ->
          "%s: this account may not read or write it.\nMaybe change its permissions, or take another path."
              .formatted(denied.getFile());
      case FileAlreadyExistsException taken ->
          "%s: found something else of that name; expected none, or a folder.\nMaybe take another path."
              .formatted(taken.getFile());
      default ->
          "%s.\nMaybe the disk is full or read-only, or the path is wrong."
              .formatted(fault.getMessage());
    };
  }
}
