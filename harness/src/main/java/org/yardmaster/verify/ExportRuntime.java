package org.yardmaster.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.decide.Policy;

/** Something that can decide with an exported file. */
public interface ExportRuntime {
  /** What runs the export, with its version. */
  String name();

  /**
   * Decides every question with the export alone; the policy is only there to number candidates and
   * tasks.
   *
   * @throws RuntimeMissing when what must run the export is not installed
   */
  Replayed replay(Path export, Policy policy, List<Question> questions)
      throws IOException, InterruptedException;
}
