package serlab.model;

import java.util.List;
import java.util.Map;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.KernelHead;
import serlab.model.head.KernelRidge;
import serlab.model.head.LinearHead;
import serlab.model.head.Numbers;
import serlab.model.head.Rows;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Ridge regression onto the classes with a linear or a Gaussian kernel. */
@Part(name = "kernel-ridge", does = "ridge regression onto the classes, with a linear or a Gaussian kernel")
public record KernelRidgeModel(
        @Option(value = "[rbf]", key = "kernel", most = 2, meaning = "similarity of two rows: linear, their product over their "
                + "length, or rbf, a Gaussian; or both to choose from") List<Kernel> kernels,
        @Option(value = "[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]", key = "lambda", above = 0, most = 100,
                meaning = "the ridge, one or several to choose from") List<Double> lambdas,
        @Option(value = "[0.3]", key = "gamma", above = 0, most = 100,
                meaning = "width of kernel rbf, times the length of the row; one or several to choose from")
        List<Double> gammas,
        @Option(like = LinearModel.class) int innerFolds) implements HeadSpec {
    /** The similarity of two rows. */
    public enum Kernel {
        /** Their product over their length. */
        LINEAR,
        /** {@code exp(-gamma |x - z|² / length)}. */
        RBF
    }

    public KernelRidgeModel {
        kernels = List.copyOf(kernels);
        lambdas = List.copyOf(lambdas);
        gammas = List.copyOf(gammas);
        Declaration.check(KernelRidgeModel.class, kernels, lambdas, gammas, innerFolds);
    }

    @Override
    public HeadLearner learner(Rows rows, long seed) {
        return new KernelRidge(rows, kernels.contains(Kernel.LINEAR), kernels.contains(Kernel.RBF) ? gammas : List.of(), lambdas);
    }

    @Override
    public Head read(Map<String, Numbers> numbers, int inputs, int classes) {
        boolean linear = kernels.contains(Kernel.LINEAR) && (kernels.size() == 1 || numbers.containsKey("weights"));
        return linear ? LinearHead.of(numbers, inputs, classes) : KernelHead.of(numbers, inputs, classes);
    }
}
