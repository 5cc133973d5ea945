package serlab.model;

import java.util.List;
import java.util.Map;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.LinearHead;
import serlab.model.head.LinearLearner;
import serlab.model.head.Numbers;
import serlab.model.head.Rows;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;
import serlab.part.PartName;

/** A weighted sum of the numbers per class. */
@Part(name = "logistic-regression", does = "multinomial logistic regression over one row of numbers")
@Part(name = "linear-svm", does = "linear support vector machines with squared hinge loss, each class against the rest",
        sets = {"C: [0.000001, 0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.01, 0.1]"})
public record LinearModel(
        @PartName String type,
        @Option(value = "[0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 1]", key = "C", above = 0, most = 100,
                meaning = "what the rows count against small weights, one or several to choose from") List<Double> costs,
        @Option(value = "4", min = 2, max = 100, meaning = "most groups of speakers that are held out in turn")
        int innerFolds) implements HeadSpec {
    private static final String SVM = "linear-svm";

    public LinearModel {
        costs = List.copyOf(costs);
        Declaration.check(LinearModel.class, type, costs, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return type.equals(SVM) ? LinearLearner.supportVectors(rows, costs) : LinearLearner.logistic(rows, costs);
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        return LinearHead.of(numbers, inputs, classes);
    }
}
