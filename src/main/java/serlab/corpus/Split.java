package serlab.corpus;

import java.util.List;

/**
 * One fold of a protocol: three disjoint sets of clips and the recipe that made them.
 *
 * @param protocol           name of the {@link SplitProtocol}
 * @param fold               fold number from 0
 * @param speakerIndependent whether no speaker stands in two of the sets
 */
public record Split(String protocol, int fold, boolean speakerIndependent, List<Clip> training, List<Clip> validation,
                    List<Clip> test) {
    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }
}
