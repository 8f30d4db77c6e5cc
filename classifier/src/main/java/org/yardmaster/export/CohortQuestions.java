package org.yardmaster.export;

import java.util.List;
import java.util.stream.Collectors;
import org.yardmaster.data.Message;
import org.yardmaster.data.Role;
import org.yardmaster.data.Sample;

/**
 * What is needed to learn the cohorts of a data set's prompts from LiteLLM itself: the prompts, and
 * a program that asks it. LiteLLM looks at the last message of the user.
 */
public final class CohortQuestions {
  private CohortQuestions() {}

  /** {@code prompts.jsonl} and {@code cohorts.py}. */
  public static List<ExportFile> write(List<Sample> samples) {
    String prompts =
        samples.stream()
            .map(
                sample ->
                    GatewayFile.object().put("id", sample.id()).put("text", lastOfUser(sample))
                        + "\n")
            .collect(Collectors.joining());
    return List.of(
        ExportFile.of("prompts.jsonl", prompts),
        ExportFile.of("cohorts.py", JavaScriptExport.template("cohorts.py")));
  }

  private static String lastOfUser(Sample sample) {
    return sample.prompt().messages().stream()
        .filter(message -> message.role() == Role.USER)
        .map(Message::text)
        .reduce("", (earlier, later) -> later);
  }
}
