package org.yardmaster.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.decide.Policy;
import org.yardmaster.export.ExportFormat;
import org.yardmaster.export.MadePolicy;
import org.yardmaster.feature.FeatureSchema;

class VerifierTest {
  private static final Policy POLICY = MadePolicy.of(1);
  private static final Questions QUESTIONS = Questions.draw(texts(), POLICY, 240);

  @TempDir private Path folder;

  private static List<String> texts() {
    return BuiltinDataset.load().samples().stream()
        .map(sample -> sample.prompt().routingText())
        .toList();
  }

  private Agreement verify(ExportFormat format, Policy exported) throws Exception {
    Path file = folder.resolve("export." + (format == ExportFormat.JAVASCRIPT ? "mjs" : "bin"));
    Files.write(file, format.write(exported).getFirst().bytes());
    try {
      return Verifier.verify(file, format, Verifier.runtimeOf(format), POLICY, QUESTIONS);
    } catch (RuntimeMissing missing) {
      return Assumptions.abort(String.valueOf(missing.getMessage()));
    }
  }

  /** Tribuo computes scores in double arithmetic. */
  private static boolean tellsSums(ExportFormat format) {
    return format != ExportFormat.TRIBUO;
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void everyFormatDecidesAsTheKernelDoes(ExportFormat format) throws Exception {
    Agreement agreement = verify(format, POLICY);
    assertThat(agreement.examples()).isEmpty();
    assertThat(agreement.whole()).isTrue();
    assertThat(agreement.sumsCompared()).isEqualTo(tellsSums(format) ? 240 : 0);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void anotherPolicyIsFoundOut(ExportFormat format) throws Exception {
    Agreement agreement = verify(format, MadePolicy.of(2));
    assertThat(agreement.whole()).isFalse();
    assertThat(agreement.choices()).isPositive();
    assertThat(agreement.sums() > 0).isEqualTo(tellsSums(format));
    assertThat(agreement.examples()).isNotEmpty();
  }

  @Test
  void theQuestionsReachEveryCandidateAndEveryHardCorner() {
    List<Question> many = Questions.draw(texts(), POLICY, 2_000).all();
    List<Answer> answers = new Reference(POLICY).answers(many);
    assertThat(answers.stream().map(Answer::choice).distinct()).contains(-1, 0, 1, 2);
    assertThat(many.stream().map(Question::text))
        .anyMatch(text -> text.indexOf('\u0000') >= 0)
        .anyMatch(text -> text.chars().anyMatch(unit -> Character.isSurrogate((char) unit)))
        .anyMatch(text -> text.length() > FeatureSchema.WINDOW)
        .anyMatch(String::isEmpty);
  }

  @Test
  void theSameQuestionsAreAskedEveryTime() {
    assertThat(Questions.draw(texts(), POLICY, 240).digest()).isEqualTo(QUESTIONS.digest());
    assertThat(Questions.draw(texts(), POLICY, 239).digest()).isNotEqualTo(QUESTIONS.digest());
  }

  @Test
  void anUnknownRuntimeIsAnsweredWithTheKnownOnes() throws IOException {
    assertThatThrownBy(() -> Verifier.named("teapot", folder))
        .hasMessageContaining("onnxruntime-web");
    if (Files.notExists(folder.resolve("onnxruntime-node"))) {
      assertThatThrownBy(() -> Verifier.named("onnxruntime-node", folder).name())
          .hasMessageContaining("was not replayed");
    }
  }
}
