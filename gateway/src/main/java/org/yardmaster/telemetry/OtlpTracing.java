package org.yardmaster.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans by OpenTelemetry's SDK, sent in batches by OTLP over HTTP. Attempts follow its conventions
 * for generative AI; what these have no word for, decision and cost, stands under {@code
 * yardmaster.}. No prompt and no answer is in any span.
 */
public final class OtlpTracing implements Tracing {
  private static final long CLOSING_SECONDS = 5;
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
          return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
          return headers == null ? null : headers.get(name);
        }
      };

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  public OtlpTracing(TelemetrySpec spec) {
    String base = spec.endpoint().toString().replaceFirst("/+$", "");
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), spec.service()))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(spec.share())))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build())
                    .build())
            .build();
    this.tracer = provider.get("org.yardmaster");
  }

  @Override
  public RequestSpan begin(String route, TraceHeaders headers) {
    Context parent = W3C.extract(Context.root(), headers.map(), GETTER);
    Span span =
        tracer
            .spanBuilder("POST " + route)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute("yardmaster.route", route)
            .startSpan();
    return new Request(parent.with(span), span);
  }

  @Override
  public void close() {
    provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
  }

  private final class Request implements RequestSpan {
    private final Context context;
    private final Span span;

    Request(Context context, Span span) {
      this.context = context;
      this.span = span;
    }

    @Override
    public AttemptSpan attempt(String operation, Asked asked) {
      SpanBuilder builder =
          tracer
              .spanBuilder(operation + " " + asked.model())
              .setParent(context)
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("gen_ai.operation.name", operation)
              .setAttribute("gen_ai.provider.name", asked.system())
              .setAttribute("gen_ai.request.model", asked.model())
              .setAttribute("gen_ai.request.max_tokens", asked.maxTokens())
              .setAttribute("yardmaster.streaming", asked.streaming())
              .setAttribute("server.address", asked.host());
      if (asked.port() > 0) {
        builder.setAttribute("server.port", (long) asked.port());
      }
      Span attempt = builder.startSpan();
      return new Attempt(context.with(attempt), attempt);
    }

    @Override
    public void end(int status, String problem, Supplier<Map<String, Object>> facts) {
      span.setAttribute("http.response.status_code", (long) status);
      facts.get().forEach((name, value) -> put(span, name, value));
      failed(span, status >= 500 ? problem : "");
      span.end();
    }
  }

  private static void put(Span span, String name, Object value) {
    switch (value) {
      case Long number -> span.setAttribute(name, number.longValue());
      case Double number -> span.setAttribute(name, number.doubleValue());
      case Boolean truth -> span.setAttribute(name, truth.booleanValue());
      default -> span.setAttribute(name, value.toString());
    }
  }

  private static void failed(Span span, String problem) {
    if (!problem.isEmpty()) {
      span.setAttribute("error.type", problem);
      span.setStatus(StatusCode.ERROR);
    }
  }

  private static final class Attempt implements AttemptSpan {
    private final Context context;
    private final Span span;

    Attempt(Context context, Span span) {
      this.context = context;
      this.span = span;
    }

    @Override
    public TraceHeaders headers() {
      Map<String, String> headers = new HashMap<>();
      W3C.inject(context, headers, (map, name, value) -> headers.put(name, value));
      return new TraceHeaders(
          headers.getOrDefault("traceparent", ""), headers.getOrDefault("tracestate", ""));
    }

    @Override
    public void end(Told told, String problem) {
      if (!told.model().isEmpty()) {
        span.setAttribute("gen_ai.response.model", told.model());
      }
      if (told.inputTokens() + told.outputTokens() > 0) {
        span.setAttribute("gen_ai.usage.input_tokens", told.inputTokens());
        span.setAttribute("gen_ai.usage.output_tokens", told.outputTokens());
      }
      failed(span, problem);
      span.end();
    }
  }
}
