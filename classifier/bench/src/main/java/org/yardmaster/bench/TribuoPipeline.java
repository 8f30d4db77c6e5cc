package org.yardmaster.bench;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.data.text.impl.BasicPipeline;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.util.tokens.universal.UniversalTokenizer;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;

/**
 * What the policy replaces: the same kind of model, one linear function per candidate over words
 * and pairs of words, asked through Tribuo's own text pipeline and {@code Model.predict}. It learns
 * the policy's expectations of the benchmark's own prompts: only its speed is compared.
 */
final class TribuoPipeline {
  private final TextFeatureExtractorImpl<Regressor> extractor =
      new TextFeatureExtractorImpl<>(new BasicPipeline(new UniversalTokenizer(), 2));
  private final Regressor unknown;
  private final Model<Regressor> model;

  TribuoPipeline(Policy policy, String[] texts) {
    String[] names = policy.candidates().stream().map(CandidateModel::id).toArray(String[]::new);
    this.unknown = new Regressor(names, new double[names.length]);
    RegressionFactory factory = new RegressionFactory();
    Decider decider = new Decider(policy);
    List<Example<Regressor>> examples = new ArrayList<>();
    for (String text : texts) {
      Regressor output = new Regressor(names, decider.forecast(text).success().clone());
      examples.add(extractor.extract(output, text));
    }
    this.model =
        new LibLinearRegressionTrainer()
            .train(
                new MutableDataset<>(
                    new ListDataSource<>(
                        examples,
                        factory,
                        new SimpleDataSourceProvenance("benchmark prompts", factory))));
  }

  /** The index of the candidate with the highest expected quality. */
  int choose(String text) {
    double[] values = model.predict(extractor.extract(unknown, text)).getOutput().getValues();
    int best = 0;
    for (int index = 1; index < values.length; index++) {
      best = values[index] > values[best] ? index : best;
    }
    return best;
  }
}
