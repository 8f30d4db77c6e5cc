package org.yardmaster.generate;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A second opinion on sums, differences and products in parentheses. */
final class Expression {
  private final String text;
  private int position;

  Expression(String text) {
    this.text = text;
  }

  BigDecimal value() {
    BigInteger sum = sum();
    if (position != text.length()) {
      throw new IllegalStateException("(%s) ends at %d.".formatted(text, position));
    }
    return new BigDecimal(sum);
  }

  private BigInteger sum() {
    BigInteger value = product();
    while (position < text.length() && "+−".indexOf(text.charAt(position)) >= 0) {
      boolean plus = text.charAt(position++) == '+';
      BigInteger next = product();
      value = plus ? value.add(next) : value.subtract(next);
    }
    return value;
  }

  private BigInteger product() {
    BigInteger value = atom();
    while (position < text.length() && text.charAt(position) == '×') {
      position++;
      value = value.multiply(atom());
    }
    return value;
  }

  private BigInteger atom() {
    if (text.charAt(position) == '(') {
      position++;
      BigInteger value = sum();
      position++;
      return value;
    }
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    return new BigInteger(text.substring(start, position));
  }
}
