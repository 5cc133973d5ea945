package serlab.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveStream;
import serlab.predict.live.LiveUpdate;

/**
 * Measurement of live answers beside those to whole clips: every clip is said after half a second of faint noise, and the
 * last answer of those in which somebody speaks is taken, and each of them.
 *
 * @param clips of speakers whom the model has not heard
 */
public record LiveAgreement(List<Clip> clips) {
    private static final double BEFORE_SECONDS = 0.5;
    private static final double NOISE = Math.pow(10, -70 / 20.0);

    /**
     * What was measured. Clips in which either hears nobody count as wrong for it.
     *
     * @param clips        how many
     * @param wholeUar     UAR of the answers to whole clips
     * @param liveUar      UAR of the last live answers
     * @param momentsRight share of all live answers in which somebody speaks that are right
     * @param equal        share of the clips whose last live answer is that to the whole clip
     */
    public record Measured(int clips, double wholeUar, double liveUar, double momentsRight, double equal) {
    }

    /** Measures. */
    public Measured measure(LiveModel model, LiveSettings settings) {
        List<String> labels = model.labels();
        Predictor whole = new Predictor(model.predictor().model());
        int[] truth = new int[clips.size()];
        int[] heard = new int[clips.size()];
        int[] live = new int[clips.size()];
        int equal = 0;
        long moments = 0;
        long right = 0;
        for (int i = 0; i < truth.length; i++) {
            Waveform sound = read(clips.get(i));
            truth[i] = labels.indexOf(clips.get(i).label());
            if (truth[i] < 0) {
                throw new InvalidInputException(clips.get(i).id() + " is labeled '" + clips.get(i).label()
                        + "', which the model does not know; "
                        + "leave such clips out by --set 'corpus.labels=[…]'");
            }
            heard[i] = index(labels, whole.predict(sound, clips.get(i).id()).emotion(), truth[i]);
            List<LiveUpdate> spoken = new LiveStream(model, settings, sound.sampleRate()).accept(said(sound)).stream()
                    .filter(update -> !update.probabilities().isEmpty()).toList();
            Optional<LiveUpdate> last = spoken.stream().reduce((a, b) -> b);
            live[i] = index(labels, last.map(LiveUpdate::emotion).orElse(Prediction.NO_VOICE), truth[i]);
            equal += live[i] == heard[i] ? 1 : 0;
            moments += spoken.size();
            String label = labels.get(truth[i]);
            right += spoken.stream().filter(update -> update.emotion().equals(label)).count();
        }
        return new Measured(truth.length, uar(labels, truth, heard), uar(labels, truth, live), right / (double) moments,
                equal / (double) truth.length);
    }

    /** Of an emotion; of none another one than the true one, so that it counts as wrong. */
    private static int index(List<String> labels, String emotion, int truth) {
        int index = labels.indexOf(emotion);
        return index >= 0 ? index : (truth + 1) % labels.size();
    }

    private static double uar(List<String> labels, int[] truth, int[] answers) {
        return ClassificationReport.of(ConfusionMatrix.of(labels, truth, answers)).uar();
    }

    private static float[] said(Waveform sound) {
        int before = (int) (BEFORE_SECONDS * sound.sampleRate());
        float[] all = new float[before + sound.samples().length];
        System.arraycopy(sound.samples(), 0, all, before, sound.samples().length);
        Random random = new Random(1);
        for (int i = 0; i < all.length; i++) {
            all[i] += (float) (NOISE * random.nextGaussian());
        }
        return all;
    }

    private static Waveform read(Clip clip) {
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.id());
        } catch (IOException e) {
            throw new InvalidInputException(clip.id() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
