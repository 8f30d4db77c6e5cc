package org.yardmaster.payment.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Word;

/**
 * Balances, used nonces and transfers of tokens, readable by the JSON-RPC calls that a seller makes
 * after doubt. A transfer waits until {@link #mine} where mining is held back.
 */
public final class FakeChain {
  /**
   * A transfer by a signed authorization.
   *
   * @param keeper of the nonce: the token or Permit2
   * @param to the contract that the transaction went to
   * @param input the transaction's data
   */
  record Transfer(
      Address token,
      Address keeper,
      Address from,
      Address payTo,
      BigInteger amount,
      String nonce,
      Address to,
      String input,
      String transaction) {
    private Transfer with(Address recipient, String other, String data) {
      return new Transfer(token, keeper, from, recipient, amount, other, to, data, transaction);
    }
  }

  private static final String TRANSFER = topic("Transfer(address,address,uint256)");
  private static final String USED = topic("AuthorizationUsed(address,bytes32)");
  private static final String CANCELLED = topic("AuthorizationCanceled(address,bytes32)");

  private final Clock clock;
  private final Map<String, BigInteger> balances = new HashMap<>();
  private final List<Transfer> mined = new ArrayList<>();
  private final Map<String, String> cancelled = new HashMap<>();
  private final List<Transfer> waiting = new ArrayList<>();
  private boolean holding;
  private boolean readable = true;
  private long block = 1;

  public FakeChain(Clock clock) {
    this.clock = clock;
  }

  private static String topic(String event) {
    return Word.text(Keccak.hash(event));
  }

  private static String key(Address keeper, Address owner, String nonce) {
    return keeper + "|" + owner + "|" + nonce;
  }

  public synchronized void mint(Address token, Address owner, long atomic) {
    balances.merge(token + "|" + owner, BigInteger.valueOf(atomic), BigInteger::add);
  }

  public synchronized BigInteger balance(Address token, Address owner) {
    return balances.getOrDefault(token + "|" + owner, BigInteger.ZERO);
  }

  /** Takes all of an account's money away, as its owner could at any moment. */
  public synchronized void empty(Address token, Address owner) {
    balances.remove(token + "|" + owner);
  }

  /** Voids a nonce, as its owner could at any moment. */
  public synchronized void cancel(Address keeper, Address owner, String nonce) {
    cancelled.put(key(keeper, owner, nonce), nonce);
  }

  /** Whether transactions wait from now on. */
  public synchronized void hold(boolean wait) {
    holding = wait;
  }

  /** Whether it can be read from now on. */
  public synchronized void readable(boolean can) {
    readable = can;
  }

  /** Mines what waits. */
  public synchronized void mine() {
    List<Transfer> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(this::apply);
  }

  /**
   * Uses another nonce of the payer's in a transaction that was mined, to move as much to somebody
   * else: what a contract of the payer's can do.
   */
  public synchronized void alsoUse(String transaction, String nonce, Address recipient) {
    apply(in(transaction).with(recipient, nonce, in(transaction).input()));
  }

  /** Adds to the data of a transaction that was mined, where no contract reads it. */
  public synchronized void append(String transaction, String hex) {
    Transfer one = in(transaction);
    mined.replaceAll(
        any -> any.equals(one) ? one.with(one.payTo(), one.nonce(), one.input() + hex) : any);
  }

  private Transfer in(String transaction) {
    return mined.stream()
        .filter(one -> one.transaction().equals(transaction))
        .findFirst()
        .orElseThrow();
  }

  /** Transfers so far, mined ones only. */
  public synchronized int transfers() {
    return mined.size();
  }

  /** Whether a nonce is used or void. */
  synchronized boolean used(Address keeper, Address owner, String nonce) {
    String key = key(keeper, owner, nonce);
    return cancelled.containsKey(key)
        || mined.stream().anyMatch(one -> key(one.keeper(), one.from(), one.nonce()).equals(key));
  }

  /** Whether a transaction moves this nonce already; its hash. */
  synchronized Optional<String> pending(Address keeper, Address owner, String nonce) {
    String key = key(keeper, owner, nonce);
    return waiting.stream()
        .filter(one -> key(one.keeper(), one.from(), one.nonce()).equals(key))
        .map(Transfer::transaction)
        .findFirst();
  }

  /** Sends a transfer; true when it is mined already. */
  synchronized boolean send(Transfer transfer) {
    if (holding) {
      waiting.add(transfer);
      return false;
    }
    return apply(transfer);
  }

  private boolean apply(Transfer transfer) {
    block++;
    String from = transfer.token() + "|" + transfer.from();
    BigInteger left = balances.getOrDefault(from, BigInteger.ZERO).subtract(transfer.amount());
    if (left.signum() < 0 || used(transfer.keeper(), transfer.from(), transfer.nonce())) {
      return false;
    }
    balances.put(from, left);
    balances.merge(transfer.token() + "|" + transfer.payTo(), transfer.amount(), BigInteger::add);
    mined.add(transfer);
    return true;
  }

  /** Answers a JSON-RPC call; nothing when the chain cannot be read. */
  synchronized Optional<ObjectNode> rpc(JsonNode call) {
    if (!readable) {
      return Optional.empty();
    }
    JsonNode first = call.path("params").path(0);
    JsonNode result =
        switch (call.path("method").asText()) {
          case "eth_getBlockByNumber" ->
              object()
                  .put("number", "0x" + Long.toHexString(block))
                  .put("timestamp", "0x" + Long.toHexString(clock.instant().getEpochSecond()));
          case "eth_call" -> text(state(first));
          case "eth_getLogs" -> logs(first);
          case "eth_getTransactionReceipt" -> receipt(first.asText());
          case "eth_getTransactionByHash" -> transaction(first.asText());
          default -> JsonNodeFactory.instance.nullNode();
        };
    ObjectNode answer = object().put("jsonrpc", "2.0").put("id", 1);
    answer.set("result", result);
    return Optional.of(answer);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  private String state(JsonNode call) {
    Address keeper = new Address(call.path("to").asText());
    String data = call.path("data").asText();
    Address owner = new Address("0x" + data.substring(34, 74));
    String word = "0x" + data.substring(74, 138);
    if (!keeper.equals(Address.PERMIT2)) {
      return Word.text(Word.of(used(keeper, owner, word) ? 1 : 0));
    }
    BigInteger start = new BigInteger(word.substring(2), 16).shiftLeft(8);
    BigInteger bits = BigInteger.ZERO;
    for (int bit = 0; bit < 256; bit++) {
      String nonce = Word.text(Word.of(start.add(BigInteger.valueOf(bit))));
      bits = used(keeper, owner, nonce) ? bits.setBit(bit) : bits;
    }
    return Word.text(Word.of(bits));
  }

  private ArrayNode logs(JsonNode filter) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    JsonNode topics = filter.path("topics");
    Address token = new Address(filter.path("address").asText());
    String kind = topics.path(0).asText();
    String owner = topics.path(1).asText();
    if (kind.equals(CANCELLED)) {
      Address payer = new Address("0x" + owner.substring(26));
      if (cancelled.containsKey(key(token, payer, topics.path(2).asText()))) {
        found.add(object().put("transactionHash", Word.text(Keccak.hash("cancelled"))));
      }
      return found;
    }
    for (Transfer one : mined) {
      boolean mine = one.token().equals(token) && Word.text(one.from().word()).equals(owner);
      boolean wanted =
          kind.equals(USED)
              ? one.keeper().equals(token) && one.nonce().equals(topics.path(2).asText())
              : Word.text(one.payTo().word()).equals(topics.path(2).asText());
      if (mine && wanted) {
        found.add(log(one));
      }
    }
    return found;
  }

  private static ObjectNode log(Transfer one) {
    ObjectNode log = event(one, TRANSFER, Word.text(one.payTo().word()));
    return log.put("data", Word.text(Word.of(one.amount())));
  }

  private static ObjectNode event(Transfer one, String kind, String last) {
    ObjectNode log = object().put("address", one.token().text());
    log.put("transactionHash", one.transaction());
    log.putArray("topics").add(kind).add(Word.text(one.from().word())).add(last);
    return log;
  }

  private ObjectNode receipt(String hash) {
    ObjectNode receipt = object();
    ArrayNode logs = receipt.putArray("logs");
    for (Transfer one : mined) {
      if (one.transaction().equals(hash)) {
        if (one.keeper().equals(one.token())) {
          logs.add(event(one, USED, one.nonce()));
        }
        logs.add(log(one));
      }
    }
    return receipt;
  }

  private ObjectNode transaction(String hash) {
    return mined.stream()
        .filter(one -> one.transaction().equals(hash))
        .findFirst()
        .map(one -> object().put("to", one.to().text()).put("input", one.input()))
        .orElseGet(FakeChain::object);
  }
}
