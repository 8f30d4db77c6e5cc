package org.yardmaster.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.yardmaster.payment.evm.Address;

/** The facilitators in their order, and what each said last that it can do. */
final class FacilitatorPool {
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(3);

  private final List<Member> members = new ArrayList<>();
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  FacilitatorPool(List<Facilitator> facilitators, Clock clock) {
    facilitators.forEach(one -> members.add(new Member(one)));
    this.clock = clock;
  }

  private static final class Member {
    private final Facilitator facilitator;
    private volatile Optional<Facilitator.Supported> supported = Optional.empty();
    private Instant next = Instant.EPOCH;

    Member(Facilitator facilitator) {
      this.facilitator = facilitator;
    }
  }

  /** Asks again whoever was not asked for a while; who does not answer keeps what it said. */
  void refresh() {
    lock.lock();
    try {
      Instant now = clock.instant();
      for (Member member : members) {
        if (now.isBefore(member.next)) {
          continue;
        }
        Optional<Facilitator.Supported> said = member.facilitator.supported();
        member.supported = said.or(() -> member.supported);
        member.next = now.plus(said.isPresent() ? FRESH : RETRY);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits for a facilitator here, except for the first word of any. */
  private Stream<Member> known() {
    if (members.stream().allMatch(member -> member.supported.isEmpty())) {
      refresh();
    }
    return members.stream();
  }

  /** Who can settle such payments. */
  Optional<Facilitator> find(
      int version, Scheme scheme, Network network, Optional<Address> spender) {
    return known()
        .filter(member -> covers(member, version, scheme, network))
        .filter(member -> spender.isEmpty() || spender.equals(spender(member, network)))
        .map(member -> member.facilitator)
        .findFirst();
  }

  private static boolean covers(Member member, int version, Scheme scheme, Network network) {
    String name = version == 1 ? network.oldName().orElse("") : network.caip2();
    return member.supported.filter(said -> said.covers(version, scheme, name)).isPresent();
  }

  private static Optional<Address> spender(Member member, Network network) {
    return member.supported.flatMap(
        said -> Optional.ofNullable(said.addresses().get(network.caip2())));
  }

  /** Who spends {@code upto} permits on a network. */
  Optional<Address> spender(Network network) {
    return known()
        .filter(member -> covers(member, 2, Scheme.UPTO, network))
        .map(member -> spender(member, network))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
