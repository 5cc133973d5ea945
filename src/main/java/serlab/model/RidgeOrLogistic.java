package serlab.model;

import java.util.List;
import java.util.Map;
import serlab.model.KernelRidgeModel.Kernel;
import serlab.model.head.EitherLearner;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.KernelHead;
import serlab.model.head.KernelRidge;
import serlab.model.head.LinearHead;
import serlab.model.head.LinearLearner;
import serlab.model.head.Numbers;
import serlab.model.head.Rows;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Kernel ridge or logistic regression, whichever cross-validation inside the training clips finds better. */
@Part(name = "ridge-or-logistic", does = "kernel ridge or logistic regression, whichever cross-validation inside the training clips finds better")
public record RidgeOrLogistic(
        @Option(value = "[linear, rbf]", like = KernelRidgeModel.class, key = "kernel") List<Kernel> kernels,
        @Option(like = KernelRidgeModel.class, key = "lambda") List<Double> lambdas,
        @Option(like = KernelRidgeModel.class, key = "gamma") List<Double> gammas,
        @Option(like = LinearModel.class, key = "C") List<Double> costs,
        @Option(like = LinearModel.class) int innerFolds) implements HeadSpec {
    public RidgeOrLogistic {
        kernels = List.copyOf(kernels);
        lambdas = List.copyOf(lambdas);
        gammas = List.copyOf(gammas);
        costs = List.copyOf(costs);
        Declaration.check(RidgeOrLogistic.class, kernels, lambdas, gammas, costs, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return new EitherLearner(new KernelRidge(rows, kernels.contains(Kernel.LINEAR), kernels.contains(Kernel.RBF) ? gammas : List.of(),
                lambdas), LinearLearner.logistic(rows, costs));
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        return numbers.containsKey("weights") ? LinearHead.of(numbers, inputs, classes) : KernelHead.of(numbers, inputs, classes);
    }
}
