package org.yardmaster.replay;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps spending below a limit: the worst case of a call is reserved before it is made and its
 * actual cost settled after, so that settled plus reserved never exceeds the limit, as long as no
 * call costs more than its worst case. Where one does, the excess is booked in full.
 */
final class SpendCap {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settledOne = lock.newCondition();
  private final long limit;
  private long settled;
  private long reserved;
  private int open;

  /** A limit of which some is gone already; it may be more than all of it. */
  SpendCap(long limitNanoUsd, long settledNanoUsd) {
    this.limit = limitNanoUsd;
    this.settled = settledNanoUsd;
  }

  /**
   * Reserves the worst case of a call. Where it does not fit, waits until enough calls in flight
   * have settled; so the calls that fit do not depend on which of them settle first.
   *
   * @return false when it does not fit although no call is in flight
   */
  boolean reserve(long worstNanoUsd) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (worstNanoUsd > limit - settled - reserved) {
        if (open == 0) {
          return false;
        }
        settledOne.await();
      }
      reserved += worstNanoUsd;
      open++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Books what a call cost and returns what was reserved for it. */
  void settle(long worstNanoUsd, long actualNanoUsd) {
    lock.lock();
    try {
      reserved -= worstNanoUsd;
      settled = Math.addExact(settled, actualNanoUsd);
      open--;
      settledOne.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
