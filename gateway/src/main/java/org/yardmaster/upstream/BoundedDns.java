package org.yardmaster.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/** Name look-ups by the JDK, given up after ten seconds: nothing can stop one that hangs. */
final class BoundedDns implements DnsResolver {
  private static final long MOST_SECONDS = 10;

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                found.complete(InetAddress.getAllByName(host));
              } catch (UnknownHostException | RuntimeException fault) {
                found.completeExceptionally(fault);
              }
            });
    try {
      return found.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw unknown(host, late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw unknown(host, stop);
    } catch (ExecutionException | CompletionException fault) {
      throw unknown(host, fault);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause.getCause() == null ? cause : cause.getCause());
    return unknown;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return host;
  }
}
