package org.yardmaster.upstream;

import java.net.http.HttpHeaders;

/** Hears a response while it arrives; called by one thread at a time. */
public interface BodyListener {
  void head(int status, HttpHeaders headers);

  /**
   * The next bytes as they came over the wire, not decompressed.
   *
   * @return false to hear no more and end the exchange as {@link Exchange.Break#STOPPED}
   */
  boolean part(byte[] bytes);

  /** Hears nothing. */
  static BodyListener deaf() {
    return new BodyListener() {
      @Override
      public void head(int status, HttpHeaders headers) {}

      @Override
      public boolean part(byte[] bytes) {
        return true;
      }
    };
  }
}
