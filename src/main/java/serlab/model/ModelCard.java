package serlab.model;

import java.util.List;
import java.util.function.Function;

/**
 * How a network was trained and tested: what a user must know before believing it.
 *
 * @param corpus            name of the corpus
 * @param synthetic         whether no human spoke in it
 * @param corpusFingerprint SHA-256 over its clips, in hexadecimal
 * @param protocol          how clips were divided into training, validation and test
 * @param speakerIndependent whether no test speaker was heard in training
 * @param splitFingerprint  SHA-256 over the division
 * @param fold              which division of the protocol
 * @param seed              seed of weights, order and augmentation
 * @param trainingClips     clips the weights were fitted to
 * @param trainingSpeakers  speakers of these; 0 if unknown
 * @param testClips         clips the scores below were measured on, once
 * @param testSpeakers      speakers of these; 0 if unknown
 * @param testDuplicates   test clips that have a duplicate of theirs among those trained or validated on
 * @param uar               unweighted average recall on test clips, 0 to 1
 * @param accuracy          on test clips, 0 to 1
 * @param macroF1           on test clips, 0 to 1
 * @param library           version of this library
 * @param commit            commit of its sources; empty if unknown
 * @param experiment        the experiment file with every default, YAML
 */
public record ModelCard(String corpus, boolean synthetic, String corpusFingerprint, String protocol,
                        boolean speakerIndependent, String splitFingerprint, int fold, long seed, int trainingClips,
                        int trainingSpeakers, int testClips, int testSpeakers, int testDuplicates,
                        double uar, double accuracy, double macroF1, String library, String commit, String experiment) {
    /**
     * What is known of several networks that answer as one and were not tested as one: {@link #testClips} is 0, and the
     * scores mean nothing.
     *
     * @param cards of all of them, at least one
     */
    static ModelCard untested(List<ModelCard> cards) {
        ModelCard first = cards.get(0);
        return new ModelCard(all(cards, ModelCard::corpus), cards.stream().allMatch(ModelCard::synthetic),
                all(cards, ModelCard::corpusFingerprint), all(cards, ModelCard::protocol),
                cards.stream().allMatch(ModelCard::speakerIndependent), all(cards, ModelCard::splitFingerprint), first.fold, first.seed,
                cards.stream().mapToInt(ModelCard::trainingClips).max().orElse(0),
                cards.stream().mapToInt(ModelCard::trainingSpeakers).max().orElse(0), 0, 0, 0, 0, 0, 0, first.library,
                first.commit, first.experiment);
    }

    private static String all(List<ModelCard> cards, Function<ModelCard, String> fact) {
        return String.join(", ", cards.stream().map(fact).distinct().toList());
    }

    /** Whether the scores are of this model. */
    public boolean tested() {
        return testClips > 0;
    }
}
