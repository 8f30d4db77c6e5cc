package org.yardmaster.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The published evaluation results of RouteLLM (arXiv 2406.18665): MMLU, GSM8K and MT-Bench
 * answered by one strong and one weak model.
 */
final class RouteLlmImporter implements Importer {
  static final String MMLU = "routellm-mmlu";
  static final String GSM8K = "routellm-gsm8k";
  static final String MT_BENCH = "routellm-mtbench";

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "routellm",
          "RouteLLM's MMLU, GSM8K and MT-Bench outcomes of GPT-4 Turbo and Mixtral 8x7B",
          "a folder with any of mmlu/responses/*.csv, gsm8k/gsm8k_responses.csv and"
              + " mt_bench/judgements.jsonl, each beside its contaminated_prompts.jsonl; or one of"
              + " the three folders",
          List.of(MMLU, GSM8K, MT_BENCH),
          "the published files: all 57 MMLU subjects, GSM8K, MT-Bench");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    List<Imported> found = new ArrayList<>();
    for (Path folder : List.of(path, path.resolve("mmlu"))) {
      if (Files.isDirectory(folder.resolve("responses"))) {
        found.add(new RouteLlmMmlu(folder, rows, options).read());
      }
    }
    for (Path folder : List.of(path, path.resolve("gsm8k"))) {
      if (TextFiles.find(folder, RouteLlmGsm8k.RESPONSES).isPresent()) {
        found.add(new RouteLlmGsm8k(folder, rows, options).read());
      }
    }
    for (Path folder : List.of(path, path.resolve("mt_bench"))) {
      if (TextFiles.find(folder, RouteLlmMtBench.JUDGEMENTS).isPresent()) {
        found.add(new RouteLlmMtBench(folder, rows, options).read());
      }
    }
    if (found.isEmpty()) {
      throw new BadInputException(path, "none of RouteLLM's files", FORMAT.layout());
    }
    return found;
  }
}
