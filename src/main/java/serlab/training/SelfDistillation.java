package serlab.training;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The network as its own teacher: what it answers to the training clips after one epoch is part of their targets in the
 * next, a part that grows evenly from epoch to epoch. Source: Kim et al. 2021, "Self-Knowledge Distillation with
 * Progressive Refinement of Targets".
 */
final class SelfDistillation {
    private final double most;
    private final int epochs;
    private final Examples examples;
    private final int classes;
    private Teacher teacher = Teacher.NONE;

    /**
     * @param most   share of a target that is the answer in the last epoch, 0 for none
     * @param epochs number of that epoch
     */
    SelfDistillation(double most, int epochs, Examples examples, int classes) {
        this.most = most;
        this.epochs = epochs;
        this.examples = examples;
        this.classes = classes;
    }

    /** For the next epoch. */
    Teacher teacher() {
        return teacher;
    }

    /** Takes down what the network answers to the middle of every training clip, unless no epoch follows. */
    void epochDone(int number, ComputationGraph network) {
        if (most > 0 && number < epochs) {
            teacher = new Teacher(Probabilities.of(network, examples, classes).values(), most * (number + 1) / epochs);
        }
    }
}
