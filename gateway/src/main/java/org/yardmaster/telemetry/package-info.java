/**
 * Distributed traces: W3C trace context comes in and goes on to providers, spans leave by OTLP
 * where somebody asked for them. The only package that knows OpenTelemetry; it knows no HTTP
 * server.
 */
@NullMarked
package org.yardmaster.telemetry;

import org.jspecify.annotations.NullMarked;
