package org.yardmaster.audit;

import java.util.Arrays;

/** Disjoint sets of indices; a set is named by its smallest member. */
final class Clusters {
  private final int[] parent;

  Clusters(int size) {
    this.parent = new int[size];
    Arrays.setAll(parent, index -> index);
  }

  Clusters(Clusters other) {
    this.parent = other.parent.clone();
  }

  int of(int index) {
    int root = index;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  void join(int left, int right) {
    int first = of(left);
    int second = of(right);
    parent[Math.max(first, second)] = Math.min(first, second);
  }

  int size() {
    return parent.length;
  }
}
