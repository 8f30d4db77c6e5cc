package org.yardmaster.grade;

/**
 * By whose rules answers are judged: our own, or those of a benchmark's publisher, faults included,
 * so that published figures can be reproduced. A publisher's rules judge the kinds of targets that
 * its benchmark has; all others go by our own.
 */
public enum Protocol {
  /** Our own graders. */
  STANDARD("our own graders"),
  /**
   * ZeroEval, as its tables of late 2024 were scored: the {@code answer} field of the JSON that was
   * asked for; first numbers compared for GSM8K and MATH, texts without outer quotes for CRUXEval.
   */
  ZEROEVAL("ZeroEval: the JSON field answer; first number, or text without quotes"),
  /** MMLU-Pro, first scorer: "answer is (X)", and nothing else is an answer. */
  MMLU_PRO_1("MMLU-Pro, first scorer: \"answer is (X)\" only"),
  /** MMLU-Pro, second scorer: then "Answer: X", then the last letter from A to J. */
  MMLU_PRO_2("MMLU-Pro, second scorer: then \"Answer: X\", then the last letter A-J"),
  /** MMLU-Pro, third scorer: then "Answer: X", then the last such letter that stands alone. */
  MMLU_PRO_3("MMLU-Pro, third scorer: then \"Answer: X\", then the last letter A-J on its own"),
  /** MMLU-Pro, third scorer, where an answer without a letter gets one that was drawn: always G. */
  MMLU_PRO_4("MMLU-Pro, third scorer, and G where no letter is found"),
  /** Berkeley leaderboard: an answer is a list of calls and nothing else. */
  BFCL("Berkeley leaderboard: a list of calls and nothing else"),
  /** Berkeley leaderboard, as it decodes NVIDIA's models: quotes around whole calls go. */
  BFCL_QUOTED("Berkeley leaderboard, quotes around calls taken away (NVIDIA)"),
  /** Berkeley leaderboard, as it decodes Databricks' models: all single quotes go. */
  BFCL_UNQUOTED("Berkeley leaderboard, all single quotes taken away (Databricks)");

  private final String description;

  Protocol(String description) {
    this.description = description;
  }

  /** What is judged how, in a line. */
  public String description() {
    return description;
  }
}
