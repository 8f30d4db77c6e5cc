package org.yardmaster.bench;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.yardmaster.export.ExportFormat;

/**
 * The policy's own ONNX export through ONNX Runtime: text in, model name and task out. One session
 * per thread, one thread per session; what does not change from prompt to prompt is made once.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m", "--enable-native-access=ALL-UNNAMED"})
public class OnnxBenchmark {
  @Benchmark
  public Object onnxRuntime(Workload work, Session session) throws OrtException {
    return session.choose(work.nextText());
  }

  /** A session and the inputs that stay the same. */
  @State(Scope.Thread)
  public static class Session {
    private static final long[] SCALAR = {1};
    private static final Set<String> WANTED = Set.of("model", "task");

    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private @Nullable OrtSession session;

    @Setup(Level.Trial)
    public void load(Workload work) throws OrtException {
      byte[] graph = ExportFormat.ONNX.write(work.loadedPolicy()).getFirst().bytes();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        session = environment.createSession(graph, options);
      }
      inputs.put("willingness_usd", number(-1));
      inputs.put("quality_floor", number(0));
      inputs.put("max_cost_usd", number(Double.POSITIVE_INFINITY));
      inputs.put("max_latency_seconds", number(Double.POSITIVE_INFINITY));
      boolean[] allowed = new boolean[work.loadedPolicy().candidates().size()];
      Arrays.fill(allowed, true);
      inputs.put("allowed", OnnxTensor.createTensor(environment, allowed));
    }

    private OnnxTensor number(double value) throws OrtException {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(new double[] {value}), SCALAR);
    }

    /** The text must hold no surrogates and no NUL. */
    Object choose(String text) throws OrtException {
      try (OnnxTensor tensor = OnnxTensor.createTensor(environment, new String[] {text})) {
        inputs.put("text", tensor);
        try (OrtSession.Result result = requireNonNull(session, "not set up").run(inputs, WANTED)) {
          return result.get(0).getValue();
        }
      }
    }

    @TearDown
    public void close() throws OrtException {
      requireNonNull(session, "not set up").close();
    }
  }
}
