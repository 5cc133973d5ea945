package serlab.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

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
 * @param details           for whom it is good, and how sure it may be; none in bundles from before there were any
 */
public record ModelCard(String corpus, boolean synthetic, String corpusFingerprint, String protocol,
                        boolean speakerIndependent, String splitFingerprint, int fold, long seed, int trainingClips,
                        int trainingSpeakers, int testClips, int testSpeakers, int testDuplicates,
                        double uar, double accuracy, double macroF1, String library, String commit, String experiment,
                        CardDetails details) {
    /** Corpora whose speakers act the emotions, by the beginnings of their names. */
    private static final Pattern ACTED = Pattern.compile("(ravdess|savee|tess|emo-?db|crema-?d)\\b.*", Pattern.CASE_INSENSITIVE);

    public ModelCard {
        details = details == null ? CardDetails.NONE : details;
    }

    /** A card without details. */
    public ModelCard(String corpus, boolean synthetic, String corpusFingerprint, String protocol, boolean speakerIndependent,
                     String splitFingerprint, int fold, long seed, int trainingClips, int trainingSpeakers, int testClips,
                     int testSpeakers, int testDuplicates, double uar, double accuracy, double macroF1, String library, String commit,
                     String experiment) {
        this(corpus, synthetic, corpusFingerprint, protocol, speakerIndependent, splitFingerprint, fold, seed, trainingClips,
                trainingSpeakers, testClips, testSpeakers, testDuplicates, uar, accuracy, macroF1, library, commit, experiment,
                CardDetails.NONE);
    }

    /** The same card with details. */
    public ModelCard with(CardDetails known) {
        return new ModelCard(corpus, synthetic, corpusFingerprint, protocol, speakerIndependent, splitFingerprint, fold, seed,
                trainingClips, trainingSpeakers, testClips, testSpeakers, testDuplicates, uar, accuracy, macroF1, library, commit,
                experiment, known);
    }

    /**
     * What keeps its answers from being taken for more than they are, a short sentence each.
     *
     * @param chance UAR of guessing
     */
    public List<String> cautions(double chance) {
        List<String> all = new ArrayList<>();
        if (synthetic) {
            all.add("trained on synthetic voices alone: no human voice went into it, so it shows how things work, not what "
                    + "people feel");
        } else if (ACTED.matcher(corpus).matches()) {
            all.add("trained on acted speech (" + corpus + "), and feelings in everyday life sound otherwise");
        } else {
            all.add("trained on " + corpus + ", so other voices, rooms and microphones may be heard wrongly");
        }
        if (!tested()) {
            all.add("not tested as one model");
        }
        if (tested() && !speakerIndependent) {
            all.add("speakers not separated: split " + protocol + (testSpeakers == 0 ? " of unknown speakers" : "")
                    + ", so its test score is too high for new voices");
        }
        if (tested() && uar <= chance) {
            all.add(String.format(Locale.ROOT, "on its test clips it was no better than guessing (UAR %.1f %%, chance %.1f %%)",
                    100 * uar, 100 * chance));
        }
        return all;
    }

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
