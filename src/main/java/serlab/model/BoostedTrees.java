package serlab.model;

import java.util.List;
import java.util.Map;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.Numbers;
import serlab.model.head.Rows;
import serlab.model.head.TreesHead;
import serlab.model.head.TreesLearner;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Gradient-boosted decision trees. */
@Part(name = "gradient-boosted-trees", does = "gradient-boosted decision trees, by XGBoost")
public record BoostedTrees(
        @Option(value = "[25, 50, 100]", min = 1, max = 10000, most = 100,
                meaning = "rounds of one tree for each class, one number or several to choose from") List<Integer> rounds,
        @Option(value = "4", min = 1, max = 20, meaning = "most questions one behind the other") int depth,
        @Option(value = "0.1", above = 0, max = 1, meaning = "what the values of each tree are multiplied by") double rate,
        @Option(value = "0.7", min = 0.01, max = 1, meaning = "share of the rows that each round sees") double rowShare,
        @Option(value = "0.3", above = 0, max = 1, meaning = "share of the numbers that each tree may ask for")
        double columnShare,
        @Option(like = LinearModel.class) int innerFolds) implements HeadSpec {
    public BoostedTrees {
        rounds = List.copyOf(rounds);
        Declaration.check(BoostedTrees.class, rounds, depth, rate, rowShare, columnShare, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return TreesLearner.boosted(rows, rounds, depth, rate, rowShare, columnShare, seed);
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        return TreesHead.of(numbers, inputs, classes);
    }
}
