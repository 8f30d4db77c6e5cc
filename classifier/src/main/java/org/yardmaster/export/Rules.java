package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.data.Sample;

/** A policy boiled down to what a gateway of rules can hold. Candidates are indices. */
public sealed interface Rules {
  /** The candidate for a prompt. */
  int choose(Sample sample);

  /** How many rules there are. */
  int size();

  /**
   * What is done with the prompts that reach a rule.
   *
   * @param ranked candidates by expected utility summed over those prompts, best first
   */
  record Outcome(List<Integer> ranked) {
    public Outcome {
      ranked = List.copyOf(ranked);
    }

    /** The chosen one. */
    public int choice() {
      return ranked.getFirst();
    }
  }

  /** Questions about the text; the leaves are the rules. */
  record Tree(Node root) implements Rules {
    public Tree {
      requireNonNull(root, "root is null");
    }

    @Override
    public int choose(Sample sample) {
      TextTest.Read text = TextTest.Read.of(sample.prompt().routingText());
      Node node = root;
      while (node instanceof Node.Branch branch) {
        node = branch.test().holds(text) ? branch.yes() : branch.no();
      }
      return ((Node.Leaf) node).outcome().choice();
    }

    @Override
    public int size() {
      return root.leaves();
    }
  }

  /** A place in a tree. */
  sealed interface Node {
    int leaves();

    record Leaf(Outcome outcome) implements Node {
      public Leaf {
        requireNonNull(outcome, "outcome is null");
      }

      @Override
      public int leaves() {
        return 1;
      }
    }

    record Branch(TextTest test, Node yes, Node no) implements Node {
      public Branch {
        requireNonNull(test, "test is null");
        requireNonNull(yes, "yes is null");
        requireNonNull(no, "no is null");
      }

      @Override
      public int leaves() {
        return yes.leaves() + no.leaves();
      }
    }
  }

  /**
   * One outcome per task, for gateways that cannot see the text: the caller must name the task.
   *
   * @param tasks in sorted order
   * @param otherwise for tasks that are not named
   */
  record TaskTable(Map<String, Outcome> tasks, Outcome otherwise) implements Rules {
    public TaskTable {
      tasks = java.util.Collections.unmodifiableMap(new TreeMap<>(tasks));
      requireNonNull(otherwise, "otherwise is null");
    }

    @Override
    public int choose(Sample sample) {
      return Optional.ofNullable(tasks.get(sample.task())).orElse(otherwise).choice();
    }

    @Override
    public int size() {
      return tasks.size() + 1;
    }
  }

  /**
   * Four tiers by cohort, for LiteLLM's {@code heuristic_v2}.
   *
   * @param ranked all candidates, best first
   * @param candidates of the tiers, cheapest first
   * @param cohorts by sample id; prompts without one are in a cohort that was never seen
   */
  record Tiers(
      TierArtifact artifact,
      List<Integer> ranked,
      List<Integer> candidates,
      Map<String, Cohort> cohorts)
      implements Rules {
    private static final Cohort UNKNOWN = new Cohort("", "");

    public Tiers {
      requireNonNull(artifact, "artifact is null");
      ranked = List.copyOf(ranked);
      candidates = List.copyOf(candidates);
      cohorts = Map.copyOf(cohorts);
    }

    Tiers with(double threshold) {
      return new Tiers(artifact.with(threshold), ranked, candidates, cohorts);
    }

    @Override
    public int choose(Sample sample) {
      return candidates.get(artifact.tier(cohorts.getOrDefault(sample.id(), UNKNOWN)));
    }

    @Override
    public int size() {
      return artifact.cohorts().size();
    }
  }
}
