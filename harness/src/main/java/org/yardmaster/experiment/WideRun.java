package org.yardmaster.experiment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.WideEvaluation;
import org.yardmaster.evaluate.WideMeans;
import org.yardmaster.evaluate.WidePass;
import org.yardmaster.evaluate.WideSums;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.store.WideTable;

/**
 * Judges a policy on a data set that need not fit into memory: its outcomes are laid out wide as
 * Parquet, read twice in parts, by this process or by a cluster, and judged from sums.
 */
public final class WideRun {
  private static final String ALLOWED =
      "org.yardmaster.**;java.util.*;java.lang.*;maxbytes=4294967296;!*";

  private final Path folder;
  private final Policy policy;

  /** What is judged, and on which prompts. */
  public record Table(
      String dataset, List<Candidate> candidates, String design, List<String> notes) {
    public Table {
      candidates = List.copyOf(candidates);
      notes = List.copyOf(notes);
    }

    private WidePass pass() {
      return new WidePass(candidates.stream().map(Candidate::id).toList());
    }
  }

  /** The sums of both passes. */
  private record Passed(WideMeans means, WideSums sums) {}

  /**
   * A judgement.
   *
   * @param folder for the wide table; every worker must see it where a cluster does the work
   */
  public WideRun(Path folder, Path policyFile) throws IOException {
    this.folder = folder.toAbsolutePath();
    byte[] bytes = Files.readAllBytes(policyFile);
    this.policy = PolicyFile.read(bytes, policyFile.toString());
    Files.createDirectories(folder);
    Files.write(folder.resolve("policy.yard"), bytes);
  }

  /** Lays out the prompts that the policy has not seen. */
  public Table write(Lab lab, String dataset, Optional<Split> split) {
    UnseenRows.Choice unseen = UnseenRows.choice(dataset, policy, split);
    List<Candidate> candidates = WideTable.priced(lab.database(), lab.outcomes(), dataset);
    SeenPrompts seen = SeenPrompts.of(policy);
    WideTable.Written written =
        new WideTable(folder.resolve("wide"))
            .write(
                lab.database(),
                dataset,
                candidates,
                unseen.split().map(Split::name).orElse(""),
                seen::contains);
    return new Table(
        dataset,
        candidates,
        unseen.design(),
        UnseenRows.notes(written.dropped(), written.asked(), seen.count() > 0));
  }

  /** Judges in this process, part by part on all cores. */
  public Evaluation here(Table table, EvaluationSpec spec) {
    List<WidePass.Rows> parts =
        new WideTable(folder.resolve("wide")).parts(table.candidates().size());
    WidePass pass = table.pass();
    WideMeans means =
        parts.parallelStream().map(pass::means).reduce(WideMeans::merge).orElseThrow();
    WideSums sums =
        parts.parallelStream()
            .map(part -> pass.sums(part, means, policy))
            .reduce(WideSums::merge)
            .orElseThrow();
    return judge(table, new Passed(means, sums), spec);
  }

  /** Has a cluster read the table; the judgement itself is made here. */
  public Evaluation onCluster(
      Table table,
      EvaluationSpec spec,
      SparkEngine engine,
      java.util.function.Consumer<String> messages)
      throws IOException {
    Path sums = folder.resolve("sums.bin");
    Files.deleteIfExists(sums);
    Files.writeString(
        folder.resolve("candidates.txt"), String.join("\n", table.pass().candidates()));
    engine.submit(
        List.of("evaluate", "--folder", folder.toUri().toString()),
        folder.resolve("spark.log"),
        messages);
    return judge(table, read(Files.readAllBytes(sums)), spec);
  }

  private static Passed read(byte[] bytes) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(ObjectInputFilter.Config.createFilter(ALLOWED));
      return new Passed((WideMeans) in.readObject(), (WideSums) in.readObject());
    } catch (ClassNotFoundException other) {
      throw new IllegalStateException(
          "The sums come from another version of Yardmaster.\n"
              + "Maybe build the Spark application anew.",
          other);
    }
  }

  private Evaluation judge(Table table, Passed passed, EvaluationSpec spec) {
    return new WideEvaluation(
            table.dataset(), table.candidates(), passed.means(), passed.sums(), spec)
        .evaluation(EvaluateRun.LEARNED, "the policy's own operating point", table.design())
        .withNotes(table.notes());
  }
}
