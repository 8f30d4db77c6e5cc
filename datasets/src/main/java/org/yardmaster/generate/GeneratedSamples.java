package org.yardmaster.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.provenance.Digest;

/**
 * The generated part of the built-in data set. Every item has a random stream of its own, fixed by
 * the seed, the task and the item's number, so that a new task or a longer run changes no item.
 *
 * @param seed chooses another, equally large set of items
 * @param itemsPerTask how many items each generator contributes
 */
public record GeneratedSamples(long seed, int itemsPerTask) {
  /** Items of one template in one group: few, so that splits and clusters stay balanced. */
  private static final int GROUP_SIZE = 2;

  private static final int ATTEMPTS = 100;

  private static final List<Difficulty> DIFFICULTIES =
      List.of(Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD);

  /** Two of five items are English. */
  private static final List<Language> LANGUAGES =
      List.of(Language.EN, Language.DE, Language.EN, Language.ES, Language.FR);

  private static final List<Generator> GENERATORS =
      List.of(
          new IntentGenerator(),
          new ExtractionGenerator(),
          new ClassificationGenerator(),
          new SummaryGenerator(),
          new TranslationGenerator(),
          new ArithmeticGenerator(),
          new ReasoningGenerator(),
          new CodeGenerator(),
          new ReviewGenerator(),
          new FunctionCallGenerator(),
          new LongContextGenerator(),
          new CreativeGenerator(),
          new MarketGenerator(),
          new OnchainGenerator(),
          new AgentGenerator());

  /** All items, task by task. */
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Generator generator : GENERATORS) {
      addTask(generator, samples);
    }
    return List.copyOf(samples);
  }

  private void addTask(Generator generator, List<Sample> samples) {
    Set<String> seen = new HashSet<>();
    Map<String, Integer> familySizes = new HashMap<>();
    for (int index = 0; index < itemsPerTask; index++) {
      Difficulty difficulty = DIFFICULTIES.get(index % DIFFICULTIES.size());
      Language language = LANGUAGES.get(index % LANGUAGES.size());
      Draft draft = freshDraft(generator, index, difficulty, language, seen);
      int bucket = (familySizes.merge(draft.family(), 1, Integer::sum) - 1) / GROUP_SIZE;
      samples.add(
          new Sample(
              "gen-%s-%03d".formatted(generator.task(), index + 1),
              draft.prompt(),
              draft.target(),
              generator.task(),
              "gen-%s-%s-%d".formatted(generator.task(), draft.family(), bucket + 1),
              PublishedSplit.NONE,
              Map.of(
                  "difficulty", difficulty.label(),
                  "language", language.label(),
                  "origin", "generated")));
    }
  }

  private Draft freshDraft(
      Generator generator, int index, Difficulty difficulty, Language language, Set<String> seen) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String stream = "%d/%s/%d/%d".formatted(seed, generator.task(), index, attempt);
      byte[] digest = Digest.sha256(stream.getBytes(StandardCharsets.UTF_8));
      SplittableRandom random = new SplittableRandom(ByteBuffer.wrap(digest).getLong());
      Draft draft = generator.draft(new Draw(random, difficulty, language));
      if (seen.add(draft.prompt().digest())) {
        return draft;
      }
    }
    throw new IllegalStateException(
        "Generator (%s) found no new item in %d attempts.".formatted(generator.task(), ATTEMPTS));
  }
}
