package org.yardmaster.bench;

import java.util.concurrent.TimeUnit;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.yardmaster.decide.Constraints;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/**
 * One routing decision, beside Tribuo's own pipeline and the floor: hashing the same bytes once
 * with XXH64, and touching them once.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m", "--add-modules=jdk.incubator.vector"})
public class DecisionBenchmark {
  private static final LongHashFunction XXH64 = LongHashFunction.xx();

  @Benchmark
  public int decide(Workload work) {
    return work.decider().choose(work.nextText(), Constraints.NONE);
  }

  /** All of a decision but its rule. */
  @Benchmark
  public double forecast(Workload work) {
    return work.decider().forecast(work.nextText()).success()[0];
  }

  @Benchmark
  public int featurize(Workload work, Scratch scratch) {
    Featurizer.read(work.nextText(), scratch.features);
    return scratch.features.bucketCount();
  }

  @Benchmark
  public long hashOnce(Workload work) {
    return XXH64.hashBytes(work.nextBytes());
  }

  @Benchmark
  public int touchOnce(Workload work) {
    int sum = 0;
    for (byte each : work.nextBytes()) {
      sum += each;
    }
    return sum;
  }

  @Benchmark
  public int tribuoPipeline(Workload work, Peer peer) {
    return peer.pipeline(work).choose(work.nextText());
  }

  /** Tribuo's model, trained when the first benchmark asks for it. */
  @State(Scope.Thread)
  public static class Peer {
    private @Nullable TribuoPipeline pipeline;

    TribuoPipeline pipeline(Workload work) {
      if (pipeline == null) {
        pipeline = work.tribuoPipeline();
      }
      return pipeline;
    }
  }

  /** Space for features, one per thread. */
  @State(Scope.Thread)
  public static class Scratch {
    final Features features = new Features(FeatureSchema.STANDARD);
  }
}
