package serlab.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import serlab.ContentHash;
import serlab.InvalidInputException;

/**
 * One fold of a protocol: three disjoint sets of clips and the recipe that made them.
 *
 * @param protocol           name of the {@link serlab.corpus.split.SplitProtocol}
 * @param fold               fold number from 0
 * @param speakerIndependent whether no speaker stands in two of the sets
 */
public record Split(String protocol, int fold, boolean speakerIndependent, List<Clip> training, List<Clip> validation,
                    List<Clip> test) {
    /** @throws InvalidInputException if a clip, or a speaker where that is promised, stands in two sets */
    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        List<List<Clip>> sets = List.of(training, validation, test);
        requireDisjoint(sets, Clip::id, "clip", protocol, fold);
        if (speakerIndependent) {
            requireDisjoint(sets, Clip::speaker, "speaker", protocol, fold);
        }
    }

    /** SHA-256 over the ids of each set; other protocols that choose the same clips have the same fingerprint. */
    public String fingerprint() {
        List<String> texts = new ArrayList<>();
        for (List<Clip> set : List.of(training, validation, test)) {
            texts.add(Integer.toString(set.size()));
            set.stream().map(Clip::id).sorted().forEach(texts::add);
        }
        return ContentHash.of(texts);
    }

    private static void requireDisjoint(List<List<Clip>> sets, Function<Clip, String> key, String what,
                                        String protocol, int fold) {
        List<String> names = List.of("training", "validation", "test");
        Map<String, Integer> home = new HashMap<>();
        for (int set = 0; set < sets.size(); set++) {
            for (Clip clip : sets.get(set)) {
                Integer before = home.putIfAbsent(key.apply(clip), set);
                if (before != null && before != set) {
                    throw new InvalidInputException(what + " '" + key.apply(clip) + "' stands in the " + names.get(before)
                            + " and the " + names.get(set) + " set of " + protocol + " fold " + fold
                            + "; a split's sets must be disjoint");
                }
            }
        }
    }
}
