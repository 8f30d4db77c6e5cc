-- One chat completion, again and again. Environment: MODEL, STREAM (true or false), HEADERS ("name: value" by line).
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
for name, value in string.gmatch(os.getenv("HEADERS") or "", "([^:\n]+): ([^\n]+)") do
  wrk.headers[name] = value
end
wrk.body = string.format(
  '{"model":"%s","messages":[{"role":"system","content":"You are a helpful assistant."},{"role":"user","content":"Please write a short function that adds two numbers and explain it."}],"max_tokens":64,"stream":%s}',
  os.getenv("MODEL"), os.getenv("STREAM"))
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
