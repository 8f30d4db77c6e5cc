package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.Wallet;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Word;
import org.yardmaster.payment.fake.FakeChain;
import org.yardmaster.payment.fake.FakeFacilitator;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.upstream.HttpUpstream;

/**
 * What payment adds to a request, beside the same request with a key and beside the facilitator's
 * own time, in one run; and many payers at once. Facilitator and provider are on the loopback
 * interface and take a fixed time; the ledger is a SQLite file.
 */
public final class PaymentSpeed {
  private static final Duration FACILITATOR = Duration.ofMillis(25);
  private static final int WARM = 50;
  private static final int CALLS = 300;

  private final FakeChain chain;
  private final URI gateway;

  private PaymentSpeed(FakeChain chain, URI gateway) {
    this.chain = chain;
    this.gateway = gateway;
  }

  /** Prints a table in Markdown. */
  public static void main(String[] arguments) throws Exception {
    HttpServer provider = PaidGateway.provider();
    Path folder = Files.createTempDirectory("payment-speed");
    FakeChain chain = new FakeChain(Clock.systemUTC());
    try (FakeFacilitator facilitator =
            new FakeFacilitator(chain, PaymentFixture.NETWORK, Clock.systemUTC());
        HttpUpstream network = new HttpUpstream();
        Ledger ledger = SqliteLedger.open(folder.resolve("ledger.sqlite"));
        GatewayServer server = start(folder, provider, facilitator, ledger, network)) {
      facilitator.pace(FACILITATOR);
      URI address = URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(server.port()));
      PaymentSpeed ready = new PaymentSpeed(chain, address);
      String key = ledger.keys().create("peer", KeyTerms.OPEN, Instant.now()).token().reveal();
      ready.compare(key);
      for (int payers : new int[] {1, 16, 64, 256}) {
        ready.crowd(payers);
      }
    }
    provider.stop(0);
  }

  private static GatewayServer start(
      Path folder,
      HttpServer provider,
      FakeFacilitator facilitator,
      Ledger ledger,
      HttpUpstream network)
      throws IOException {
    Path policy = folder.resolve("policy.yard");
    Path config = folder.resolve("gateway.yaml");
    URI address = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
    PolicyFile.write(GatewayFixture.policy(List.of("large")), policy);
    Files.writeString(
        config,
        GatewayFixture.yaml(List.of(new GatewayFixture.Member("large", address)))
            + PaymentFixture.config(
                facilitator, "streams: buffered", "{unpaidUsd: 100000, settleSeconds: 30}")
            + "ledger: "
            + folder.resolve("ledger.sqlite")
            + "\n");
    return GatewayServer.start(
        new GatewayServer.Setup(
            new StateSource(
                policy,
                Optional.of(config),
                network,
                name -> Optional.of("provider-key"),
                Clock.systemUTC()),
            ledger,
            Clock.systemUTC(),
            Optional.empty(),
            false,
            line -> {},
            System.err::println));
  }

  private GatewayFixture.Answer ask(String... headers) {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(gateway)
            .timeout(Duration.ofMinutes(2))
            .header("content-type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(PaymentFixture.BODY));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return GatewayFixture.send(request.build());
  }

  private Wallet wallet(String name) {
    Wallet wallet = Wallet.of("speed", Word.text(Keccak.hash(name)));
    chain.mint(PaymentFixture.USDC.address(), wallet.address(), 1_000_000_000_000L);
    return wallet;
  }

  private String header(Wallet wallet) {
    ObjectNode offer =
        PaymentFixture.offers(ask()).stream()
            .filter(one -> one.path("scheme").asText().equals(Scheme.EXACT.wireName()))
            .findFirst()
            .orElseThrow();
    return PaymentFixture.sign(wallet, offer, PaymentFixture.USDC);
  }

  private static double medianMillis(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }

  private void compare(String key) {
    Wallet wallet = wallet("one");
    List<Long> keyed = new ArrayList<>();
    List<Long> paid = new ArrayList<>();
    for (int call = 0; call < WARM + CALLS; call++) {
      String header = header(wallet);
      long start = System.nanoTime();
      require(ask("authorization", "Bearer " + key));
      long middle = System.nanoTime();
      require(ask("PAYMENT-SIGNATURE", header));
      if (call >= WARM) {
        keyed.add(middle - start);
        paid.add(System.nanoTime() - middle);
      }
    }
    double facilitator = 2.0 * FACILITATOR.toMillis();
    double added = medianMillis(paid) - medianMillis(keyed) - facilitator;
    System.out.printf(
        "with a key %.2f ms, paid %.2f ms (medians of %d); facilitator %.0f ms; payment adds %.2f"
            + " ms beyond it: %.2f of the facilitator's time%n",
        medianMillis(keyed), medianMillis(paid), CALLS, facilitator, added, added / facilitator);
  }

  private static void require(GatewayFixture.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + ": " + answer.body());
    }
  }

  private void crowd(int payers) throws InterruptedException {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Integer> refused = new ConcurrentLinkedQueue<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int payer = 0; payer < payers; payer++) {
        Wallet wallet = wallet("payer " + payer + " of " + payers);
        threads.execute(
            () -> {
              for (int call = 0; call < 5; call++) {
                String header = header(wallet);
                long begin = System.nanoTime();
                GatewayFixture.Answer answer = ask("PAYMENT-SIGNATURE", header);
                if (answer.status() == 200) {
                  nanos.add(System.nanoTime() - begin);
                } else {
                  refused.add(answer.status());
                }
              }
            });
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "%d payers at once: %d paid, refused %s, %.0f paid requests/s (each with its quote), p50"
            + " %.0f ms, p99 %.0f ms%n",
        payers,
        sorted.size(),
        refused,
        sorted.size() / seconds,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get((int) (sorted.size() * 0.99)) / 1e6);
  }
}
