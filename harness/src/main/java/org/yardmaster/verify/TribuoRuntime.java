package org.yardmaster.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.regression.Regressor;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.export.TribuoFeatures;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/**
 * Tribuo, which reloads the model and scores with it; calibration, prices and rule are the
 * policy's, for Tribuo's file has no place for them.
 */
final class TribuoRuntime implements ExportRuntime {
  @Override
  public String name() {
    return "Tribuo " + Tribuo.VERSION;
  }

  @Override
  public Replayed replay(Path export, Policy policy, List<Question> questions) throws IOException {
    long start = System.nanoTime();
    Model<Regressor> model = load(export);
    long load = System.nanoTime() - start;
    Features features = new Features(policy.schema());
    List<Answer> answers =
        questions.stream().map(question -> answer(model, policy, features, question)).toList();
    long from = System.nanoTime();
    for (Question question : questions) {
      Featurizer.read(question.text(), features);
      model.predict(TribuoFeatures.example(features));
    }
    return new Replayed(answers, load, (System.nanoTime() - from) / questions.size());
  }

  private static Model<Regressor> load(Path export) throws IOException {
    try {
      return Model.deserializeFromFile(export).castModel(Regressor.class);
    } catch (InvalidProtocolBufferException fault) {
      throw new IOException(export + " is no Tribuo model: " + fault.getMessage(), fault);
    }
  }

  private static Answer answer(
      Model<Regressor> model, Policy policy, Features features, Question question) {
    Featurizer.read(question.text(), features);
    double[] scores = model.predict(TribuoFeatures.example(features)).getOutput().getValues();
    Forecast forecast = forecast(policy, scores, features.counters()[Counter.CHARACTERS.ordinal()]);
    return new Answer(
        ranked(policy, forecast, question.constraints()),
        policy.tasks().isEmpty() ? -1 : forecast.task(),
        List.of());
  }

  private static Forecast forecast(Policy policy, double[] scores, int characters) {
    int candidates = policy.candidates().size();
    int tasks = policy.tasks().size();
    Forecast forecast =
        new Forecast(
            new double[candidates],
            new double[candidates],
            new double[candidates],
            new double[candidates],
            new double[tasks]);
    for (int index = 0; index < candidates; index++) {
      CandidateModel candidate = policy.candidates().get(index);
      double tokens = Math.exp(scores[candidates + tasks + index]);
      forecast.success()[index] = candidate.calibration().probability(scores[index]);
      forecast.outputTokens()[index] = tokens;
      forecast.costUsd()[index] =
          candidate.price().usd(candidate.inputTokens().at(characters), tokens);
      forecast.latencySeconds()[index] =
          candidate.latencySeconds().map(line -> line.at(tokens)).orElse(Double.NaN);
    }
    System.arraycopy(scores, candidates, forecast.taskScores(), 0, tasks);
    return forecast;
  }

  private static List<Integer> ranked(Policy policy, Forecast forecast, Constraints constraints) {
    boolean[] permitted = new boolean[policy.candidates().size()];
    for (int index = 0; index < permitted.length; index++) {
      permitted[index] =
          (constraints.allowed().isEmpty()
                  || constraints.allowed().contains(policy.candidates().get(index).id()))
              && forecast.success()[index] >= constraints.qualityFloor()
              && forecast.costUsd()[index] <= constraints.maxCostUsd()
              && !(forecast.latencySeconds()[index] > constraints.maxLatencySeconds());
    }
    List<Integer> ranked = new ArrayList<>();
    double usd = policy.rule().usd(constraints);
    for (int next; (next = policy.rule().choose(forecast, permitted, usd)) >= 0; ) {
      ranked.add(next);
      permitted[next] = false;
    }
    return ranked;
  }
}
