package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yardmaster.grade.Protocol;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.replay.CandidateProgress;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.replay.ReplayProgress;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.store.Database;
import org.yardmaster.store.ParquetArrivals;
import org.yardmaster.store.RunFolder;

/**
 * The work of {@link ReplayRun} and {@link GradeRun} on a cluster: the data set goes out as Parquet
 * into a folder that every worker sees, and what the workers leave there comes back into the
 * database. The folder stays, so that a run that was cut off goes on where it was.
 */
public final class ClusterRun {
  private final Lab lab;
  private final SparkEngine engine;
  private final RunFolder folder;
  private final Consumer<String> messages;

  public ClusterRun(Lab lab, SparkEngine engine, Path folder, Consumer<String> messages) {
    this.lab = lab;
    this.engine = engine;
    this.folder = new RunFolder(folder);
    this.messages = messages;
  }

  /**
   * Writes everything that a job needs into the folder.
   *
   * @param chosen ids of the samples to ask; all when empty
   * @param answers where recorded answers come from, for a job that replays them
   */
  public void prepare(ReplayJob job, Optional<Set<String>> chosen, Optional<Database> answers) {
    String dataset = job.spec().datasetId();
    folder.writeSamples(lab.database(), lab.datasets(), dataset, chosen);
    folder.writeAttempts(lab.database(), dataset, "recorded");
    answers.ifPresent(source -> folder.writeAttempts(source, dataset, "answers"));
    folder.write("job.json", job.write());
  }

  /**
   * Makes the missing calls of a prepared job and records them; the same job again makes none
   * twice.
   *
   * @param callsPerTask what is paid for again, at most, when a worker is lost
   */
  public ReplayResult replay(ReplayJob job, int callsPerTask) {
    submit("replay", "--calls-per-task", Integer.toString(callsPerTask));
    takeIn(lab, folder, job.spec().datasetId());
    return result(folder.read("result.json").orElseThrow());
  }

  /** Judges all answers of a data set anew; earlier grades are kept. */
  public GradeRun.Result grade(String dataset, Protocol protocol) {
    folder.writeSamples(lab.database(), lab.datasets(), dataset, Optional.empty());
    folder.writeAttempts(lab.database(), dataset, "recorded");
    submit("grade", "--protocol", protocol.name());
    takeIn(lab, folder, dataset);
    JsonNode told = CanonicalJson.parse(folder.read("result.json").orElseThrow());
    Map<String, Integer> unscored = new TreeMap<>();
    told.path("unscored")
        .properties()
        .forEach(entry -> unscored.put(entry.getKey(), entry.getValue().asInt()));
    return new GradeRun.Result(
        told.path("graded").asInt(),
        unscored,
        told.path("changed").asInt(),
        told.path("kept").asInt());
  }

  /** Where the job lies. */
  public Path folder() {
    return folder.path();
  }

  private void submit(String job, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(job, "--folder", folder.path().toUri().toString()));
    arguments.addAll(List.of(options));
    engine.submit(arguments, folder.path().resolve("spark.log"), messages);
  }

  /**
   * Takes what a cluster left in a folder into the database; may be done again.
   *
   * @return what was not there before
   */
  public static ParquetArrivals.Result takeIn(Lab lab, RunFolder folder, String dataset) {
    return lab.database()
        .transaction(
            () -> {
              folder
                  .read("job.json")
                  .map(ReplayJob::read)
                  .ifPresent(
                      job -> {
                        lab.outcomes().addCandidates(job.candidates());
                        lab.priceStore().add(job.prices());
                      });
              return new ParquetArrivals(lab.database(), lab.clock()).take(folder, dataset);
            });
  }

  private static ReplayResult result(String json) {
    JsonNode told = CanonicalJson.parse(json);
    List<CandidateProgress> candidates = new ArrayList<>();
    for (JsonNode one : told.path("candidates")) {
      candidates.add(
          new CandidateProgress(
              one.path("id").asText(),
              one.path("done").asInt(),
              one.path("failed").asInt(),
              one.path("costNanoUsd").asLong(),
              one.path("unknownCosts").asInt(),
              Optional.empty()));
    }
    Map<String, String> stopped = new TreeMap<>();
    told.path("stopped")
        .properties()
        .forEach(entry -> stopped.put(entry.getKey(), entry.getValue().asText()));
    return new ReplayResult(
        ReplayResult.Ending.valueOf(told.path("ending").asText()),
        new ReplayProgress(
            told.path("planned").asInt(),
            told.path("recordedBefore").asInt(),
            Duration.ZERO,
            candidates),
        stopped,
        told.path("possiblyPaid").asInt());
  }
}
