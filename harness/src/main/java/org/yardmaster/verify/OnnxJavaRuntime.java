package org.yardmaster.verify;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Policy;

/** ONNX Runtime for Java, in this process, on one thread. */
final class OnnxJavaRuntime implements ExportRuntime {
  private static final long[] SCALAR = {1};

  @Override
  public String name() {
    return "ONNX Runtime %s for Java".formatted(OrtEnvironment.getEnvironment().getVersion());
  }

  @Override
  public Replayed replay(Path export, Policy policy, List<Question> questions) throws IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      long start = System.nanoTime();
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session = environment.createSession(export.toString(), options)) {
        long load = System.nanoTime() - start;
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions) {
          answers.add(ask(environment, session, policy, question));
        }
        long from = System.nanoTime();
        for (Question question : questions) {
          ask(environment, session, policy, question);
        }
        return new Replayed(answers, load, (System.nanoTime() - from) / questions.size());
      }
    } catch (OrtException fault) {
      throw new IllegalStateException("ONNX Runtime: " + fault.getMessage(), fault);
    }
  }

  private static Answer ask(
      OrtEnvironment environment, OrtSession session, Policy policy, Question question)
      throws OrtException {
    Map<String, OnnxTensor> inputs = inputs(environment, policy, question);
    try (OrtSession.Result result = session.run(inputs)) {
      List<Integer> ranked = new ArrayList<>();
      for (String id : strings(result, "ranked")) {
        ranked.add(policy.indexOf(id));
      }
      String model = strings(result, "model")[0];
      if (!model.equals(ranked.isEmpty() ? "" : policy.candidates().get(ranked.getFirst()).id())) {
        throw new IllegalStateException(
            "The graph's model (%s) is not its first.".formatted(model));
      }
      return new Answer(
          ranked,
          policy.tasks().indexOf(strings(result, "task")[0]),
          Arrays.stream((int[]) value(result, "sums").getValue()).boxed().toList());
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static String[] strings(OrtSession.Result result, String name) throws OrtException {
    return (String[]) value(result, name).getValue();
  }

  private static OnnxValue value(OrtSession.Result result, String name) {
    return result
        .get(name)
        .orElseThrow(() -> new IllegalStateException("The graph has no output " + name));
  }

  private static Map<String, OnnxTensor> inputs(
      OrtEnvironment environment, Policy policy, Question question) throws OrtException {
    Constraints wishes = question.constraints();
    boolean[] allowed = new boolean[policy.candidates().size()];
    for (int index = 0; index < allowed.length; index++) {
      String id = policy.candidates().get(index).id();
      allowed[index] = wishes.allowed().isEmpty() || wishes.allowed().contains(id);
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(
        "text",
        OnnxTensor.createTensor(environment, new String[] {portable(question.text())}, SCALAR));
    inputs.put("willingness_usd", number(environment, policy.rule().usd(wishes)));
    inputs.put("quality_floor", number(environment, wishes.qualityFloor()));
    inputs.put("max_cost_usd", number(environment, wishes.maxCostUsd()));
    inputs.put("max_latency_seconds", number(environment, wishes.maxLatencySeconds()));
    inputs.put("allowed", OnnxTensor.createTensor(environment, allowed));
    return inputs;
  }

  private static OnnxTensor number(OrtEnvironment environment, double value) throws OrtException {
    return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(new double[] {value}), SCALAR);
  }

  /** Every surrogate code unit and NUL as U+FFFD: string tensors cannot carry them. */
  private static String portable(String text) {
    StringBuilder portable = new StringBuilder(text);
    for (int at = 0; at < portable.length(); at++) {
      char unit = portable.charAt(at);
      if (unit == 0 || Character.isSurrogate(unit)) {
        portable.setCharAt(at, '\ufffd');
      }
    }
    return portable.toString();
  }
}
