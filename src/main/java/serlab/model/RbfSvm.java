package serlab.model;

import java.util.List;
import java.util.Map;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.Numbers;
import serlab.model.head.PairwiseHead;
import serlab.model.head.Rows;
import serlab.model.head.SupportVectors;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Support vector machines with the kernel {@code exp(-gamma |x - z|² / length)}, each class against each. */
@Part(name = "rbf-svm", does = "support vector machines with a Gaussian kernel, each class against each, by LIBSVM")
public record RbfSvm(
        @Option(value = "[1, 3, 10]", key = "C", above = 0, most = 100,
                meaning = "what mistakes cost, one or several to choose from") List<Double> costs,
        @Option(value = "[0.1, 0.3, 1]", key = "gamma", above = 0, most = 100,
                meaning = "width of the kernel, times the length of the row; one or several to choose from")
        List<Double> gammas,
        @Option(like = LinearModel.class) int innerFolds) implements HeadSpec {
    public RbfSvm {
        costs = List.copyOf(costs);
        gammas = List.copyOf(gammas);
        Declaration.check(RbfSvm.class, costs, gammas, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return new SupportVectors(rows, costs, gammas);
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        return PairwiseHead.of(numbers, inputs, classes);
    }
}
