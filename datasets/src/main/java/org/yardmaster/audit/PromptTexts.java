package org.yardmaster.audit;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Sample;

/**
 * The prompts of all audited data sets in one row, as texts to compare: what was said, without tool
 * definitions, which many prompts share.
 *
 * @param sets the data set of each prompt, by its position in the audit
 * @param texts as published
 * @param bare without lines that are common in their data set
 */
record PromptTexts(
    List<String> datasetIds,
    List<Integer> sets,
    List<Sample> samples,
    List<String> texts,
    List<String> bare) {

  static PromptTexts of(List<AuditedSet> audited) {
    List<Integer> sets = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    for (int set = 0; set < audited.size(); set++) {
      List<String> own = new ArrayList<>();
      for (Sample sample : audited.get(set).samples()) {
        sets.add(set);
        samples.add(sample);
        own.add(said(sample.prompt()));
      }
      Boilerplate boilerplate = new Boilerplate(own);
      own.forEach(text -> bare.add(boilerplate.without(text)));
      texts.addAll(own);
    }
    return new PromptTexts(
        audited.stream().map(AuditedSet::datasetId).toList(), sets, samples, texts, bare);
  }

  private static String said(Prompt prompt) {
    List<Message> messages = prompt.messages();
    return messages.size() == 1
        ? messages.getFirst().text()
        : String.join("\n", messages.stream().map(Message::text).toList());
  }

  int size() {
    return samples.size();
  }
}
