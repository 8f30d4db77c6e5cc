package org.yardmaster.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest whole source of every format, file by file, for tests that damage them. */
final class TinySources {
  private static final String CONTAMINATED = "{\"eval_prompt\": \"Sing.\"}\n";
  private static final String BFCL = "gorilla_openfunctions_v1_test_simple";

  private TinySources() {}

  /** File contents by path below the folder that is imported. */
  static Map<String, byte[]> of(String format) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    switch (format) {
      case "routellm" -> routeLlm(files);
      case "bfcl" -> bfcl(files);
      case "mmlu-pro" -> mmluPro(files);
      case "zeroeval" ->
          put(
              files,
              "gsm/m.json",
              """
              [{"id": 1, "question": "1+1?", "chat_history": ["1+1?"], "output": ["2"], "answer": "2"}]
              """);
      case "routerarena" ->
          files.put(
              "cached_results/m.jsonl.gz",
              gzip(
                  """
                  {"global_index": "Q_1", "question": "Who?", "llm_selected": "m", "generated_answer": "Rex", "token_usage": {"input_tokens": 10, "output_tokens": 5, "total_tokens": 16}, "evaluation_result": {"score": 0.5, "metric": "f1", "inference_cost": 2.5e-6}}
                  """));
      case "routerbench" ->
          put(
              files,
              "rb.csv",
              "sample_id,prompt,eval_name,m,m|model_response\n"
                  + "1,\"Pick,\n"
                  + "now\",arc,1.0,\"A \"\"B\"\"\"\n");
      case "llmrouter" -> {
        put(files, "card.json", "{\"m\": {\"input_price\": 0.2, \"output_price\": 0.4}}");
        put(files, "s_train.json", "[{\"question\": \"Why?\", \"scores\": {\"m\": 0.5}}]");
        put(files, "q_test.jsonl", "{\"query\": \"Which?\", \"ground_truth\": \"A\"}\n");
      }
      default -> log(format, files);
    }
    return files;
  }

  private static void log(String format, Map<String, byte[]> files) throws IOException {
    switch (format) {
      case "lm-eval" ->
          put(
              files,
              "org__m/samples_arc_2026-01-31T12-00-00.1.jsonl",
              """
              {"doc_id": 0, "arguments": [["Q", {}]], "filtered_resps": ["2"], "filter": "none", "metrics": ["acc"], "acc": 1.0}
              """);
      case "inspect" -> inspect(files);
      case "openai-batch" ->
          put(
              files,
              "batch.jsonl",
              """
              {"custom_id": "q", "body": {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "1"}]}], "tools": [{"name": "f"}]}}
              {"custom_id": "q", "response": {"status_code": 200, "body": {"model": "m", "choices": [{"message": {"tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}}], "usage": {"prompt_tokens": 9, "completion_tokens": 4}}}}
              """);
      case "litellm" ->
          put(
              files,
              "log.jsonl",
              """
              {"model": "m", "messages": [{"role": "user", "content": "hi"}], "response": {"choices": [{"message": {"content": "ho"}}]}, "prompt_tokens": 5, "completion_tokens": 2, "response_cost": 0.1, "startTime": 1700000000.5, "endTime": 1700000001.5}
              """);
      case "langfuse" ->
          put(
              files,
              "log.jsonl",
              """
              {"type": "GENERATION", "model": "m", "input": "hi", "output": {"content": "ho"}, "usageDetails": {"input": 5, "output": 1}, "costDetails": {"total": 0.25}, "startTime": "2026-01-31T12:00:00Z", "endTime": "2026-01-31T12:00:01Z"}
              """);
      case "otel" ->
          put(
              files,
              "log.jsonl",
              """
              {"resourceSpans": [{"scopeSpans": [{"spans": [{"startTimeUnixNano": "1700000000000000000", "endTimeUnixNano": "1700000000500000000", "attributes": [{"key": "gen_ai.request.model", "value": {"stringValue": "m"}}, {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "12"}}, {"key": "gen_ai.input.messages", "value": {"stringValue": "[{\\"role\\": \\"user\\", \\"content\\": \\"hi\\"}]"}}]}]}]}]}
              """);
      case "journal" ->
          put(
              files,
              "calls-1.jsonl",
              """
              {"v": 1, "id": "r1", "at": "2026-05-01T10:00:00Z", "task": "code", "session": "s", "prompt": {"messages": [{"role": "user", "text": "hi"}]}, "features": {"schema": "yard-1", "bucket_bits": 16, "buckets": [3], "counters": [1]}, "choice": {"policy": "p", "arm": "a", "acting": true, "preferred": "m", "chosen": "m", "propensity": 0.9, "reason": "cheap"}, "served": {"candidate": "m", "model": "m1", "provider": "acme", "simulated": true}, "completion": {"status": "completed", "text": "ho", "tool_calls": "", "finish_reason": "stop"}, "usage": {"input": 1, "cached_input": 0, "output": 2, "reasoning": 0, "estimated": false}, "cost_nano_usd": 7, "latency_nanos": 9, "first_token_nanos": 3}
              """);
      default -> throw new AssertionError("No tiny source for format " + format);
    }
  }

  private static void routeLlm(Map<String, byte[]> files) throws IOException {
    put(files, "mmlu/contaminated_prompts.jsonl", CONTAMINATED);
    files.put(
        "mmlu/responses/mmlu_law.csv.gz", gzip("prompt,w,s\n\"A,\nB\",True,False\nC,True,True\n"));
    put(files, "gsm8k/contaminated_prompts.jsonl", CONTAMINATED);
    put(files, "gsm8k/test.jsonl", "{\"question\": \"1+1?\", \"answer\": \"#### 2\"}\n");
    put(files, "gsm8k/gsm8k_responses.csv", "prompt,w,w_response\n1+1?,True,\"2\"\n");
    put(files, "mt_bench/contaminated_prompts.jsonl", CONTAMINATED);
    put(
        files,
        "mt_bench/question.jsonl",
        "{\"question_id\": 7, \"category\": \"w\", \"turns\": [\"Go.\", \"On.\"]}\n");
    put(
        files,
        "mt_bench/judgements.jsonl",
        """
        {"question_id": 7, "model": "m", "turn": 1, "score": 10, "user_prompt": "[The Start of Assistant's Answer]\\nLa\\n[The End of Assistant's Answer]"}
        """);
  }

  private static void bfcl(Map<String, byte[]> files) throws IOException {
    put(
        files,
        "prompts/" + BFCL + ".json",
        "{\"id\": \"simple_0\", \"question\": \"Go\", \"function\": {\"name\": \"go\"}}\n");
    put(
        files,
        "prompts/possible_answer/" + BFCL + ".json",
        "{\"id\": \"simple_0\", \"ground_truth\": {\"go\": {\"x\": [1, \"\"]}}}\n");
    put(
        files,
        "run/result/m/" + BFCL + "_result.json",
        "{\"id\": \"simple_0\", \"result\": [{\"go\": \"{}\"}], \"input_token_count\": 3,"
            + " \"output_token_count\": 2, \"latency\": 0.5}\n");
    put(
        files,
        "run/score/m/simple_score.json",
        "{\"correct_count\": 0, \"total_count\": 1}\n{\"id\": 1, \"error_type\": \"x\"}\n");
  }

  private static void mmluPro(Map<String, byte[]> files) throws IOException {
    String rows =
        """
        [{"question_id": 7, "question": "Which?", "options": ["red", "blue"], "answer": "A", "category": "art", "pred": "B", "response": "B."}]
        """;
    put(files, "a/art_result.json", rows);
    files.put("model_outputs_b_5shots.zip", zip(Map.of("b.json", rows)));
  }

  private static void inspect(Map<String, byte[]> files) throws IOException {
    String eval = "\"eval\": {\"task\": \"t\", \"model\": \"m\"}";
    String sample =
        "{\"id\": 1, \"epoch\": %d, \"input\": \"Q\", \"target\": \"A\", \"scores\": {\"s\":"
            + " {\"value\": \"C\"}}, \"model_usage\": {\"m\": {\"input_tokens\": 8,"
            + " \"output_tokens\": 3}}, \"total_time\": 1.5}";
    put(files, "a.json", "{%s, \"samples\": [%s]}".formatted(eval, sample.formatted(1)));
    files.put(
        "b.eval",
        zip(
            Map.of(
                "header.json", "{%s}".formatted(eval),
                "samples/1.json", sample.formatted(2))));
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
