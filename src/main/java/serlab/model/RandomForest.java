package serlab.model;

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

/** A random forest; cross-validation tells how sure it may sound. */
@Part(name = "random-forest", does = "a random forest, by XGBoost")
public record RandomForest(
        @Option(value = "100", min = 2, max = 5000, meaning = "trees for each class") int trees,
        @Option(value = "8", min = 1, max = 20, meaning = "most questions one behind the other") int depth,
        @Option(like = LinearModel.class) int innerFolds) implements HeadSpec {
    public RandomForest {
        Declaration.check(RandomForest.class, trees, depth, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return TreesLearner.forest(rows, trees, depth, seed);
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        return TreesHead.of(numbers, inputs, classes);
    }
}
