package serlab.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Silence;
import serlab.audio.VoiceGate;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.SoundTrack;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.evaluation.Answer;
import serlab.feature.ClipCheck;
import serlab.feature.WaveformChange;
import serlab.feature.dsp.FrameGrid;
import serlab.model.BundleAnswer;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.model.PredictionSets;
import serlab.model.Promise;

/**
 * Predictor with one model; safe for use by several threads. The same recording gives the same bits wherever it comes
 * from.
 *
 * <p>A recording that the model reads as a whole once its silent ends are cut, or that is no longer than those it was tested
 * on, is scored as in its test. A longer one is scored in windows of the model's length, each half a window after the one
 * before, the last one at the end; windows in which it is silent are passed over, and the probabilities are averaged.
 * Members of an ensemble that differ in this hear the recording each in its own way, and the timeline is that of the first.
 * A recording in which nobody is heard ({@link VoiceGate}) gets no emotion, nor do such windows of a longer one.
 */
public final class Predictor {
    /** Of 150 RAVDESS clips of speakers that a model did not know, none came to 1. */
    private static final double STRANGE = 1.25;

    /** Fewer speakers than these are a rough measure of others. */
    private static final int FEW = 10;

    private final ModelBundle model;
    private final ModelFacts facts;
    /** Null for a model that does not read recordings. */
    private final Windows windows;
    /** Of an ensemble whose members read recordings in different parts; else empty. */
    private final List<Predictor> members;
    private final boolean anyway;
    private final Optional<PredictionSets> promise;

    public Predictor(ModelBundle model) {
        this(model, false, Optional.empty());
    }

    private Predictor(ModelBundle model, boolean anyway, Optional<PredictionSets> promise) {
        this.model = model;
        this.anyway = anyway;
        this.promise = promise;
        this.facts = ModelFacts.of(model);
        this.windows = model.features().ofRecordings() ? new Windows(model.features(), model.inference()) : null;
        boolean alike = windows == null || model.members().stream().allMatch(member -> member.features().ofRecordings()
                && windows.alike(new Windows(member.features(), member.inference())));
        this.members = alike ? List.of()
                : model.members().stream().map(member -> new Predictor(member.withTemperature(1), anyway, Optional.empty())).toList();
    }

    /** A predictor that gives an emotion where nobody is heard, too. */
    public Predictor answeringAnyway() {
        return new Predictor(model, true, promise);
    }

    /**
     * A predictor that leaves as many classes possible as a promise needs, and answers {@link Prediction#NOT_SURE} where these
     * are several.
     *
     * @throws InvalidInputException if the model can promise nothing
     */
    public Predictor promising(Promise asked) {
        return new Predictor(model, anyway, Optional.of(asked.by(model)));
    }

    /**
     * Predicts for one speaker with a transductive model; any other stays as it is and hears each recording alone.
     *
     * @param clips recordings of this speaker, all there are; those that cannot be used are passed over
     * @throws InvalidInputException if none can be used
     */
    public Predictor forSpeaker(List<Path> clips) {
        if (!model.transductive()) {
            return this;
        }
        List<Waveform> usable = new ArrayList<>();
        for (Path clip : clips) {
            try {
                usable.add(ClipCheck.usable(AudioDecoder.read(clip), clip.toString()));
            } catch (InvalidInputException e) {
                if (clips.size() == 1) {
                    throw e;
                }
            }
        }
        if (usable.isEmpty()) {
            throw new InvalidInputException((clips.size() == 1 ? "the recording " + clips.get(0) + " cannot be used;"
                    : "none of the " + clips.size() + " recordings beside " + clips.get(0) + " can be used;") + " at least one of the speaker is needed");
        }
        return new Predictor(model.forSpeaker(usable), anyway, promise);
    }

    public ModelBundle model() {
        return model;
    }

    /** What goes with every answer. */
    public ModelFacts facts() {
        return facts;
    }

    public String modelName() {
        return model.name();
    }

    /**
     * The emotion of a recording, or of an image if the model reads images.
     *
     * @throws InvalidInputException if it cannot be decoded or is too short
     */
    public Prediction predict(Path file) {
        return predict(AudioDecoder.bytes(file), file.toString(), AudioLimits.standard());
    }

    /** As {@link #predict(Path)}, for a file in memory; {@code location} is what messages call it. */
    public Prediction predict(byte[] file, String location, AudioLimits limits) {
        return predict(file, location, limits, SoundTrack::open);
    }

    /**
     * As {@link #predict(byte[], String, AudioLimits)}.
     *
     * @param foreign opens recordings that FFmpeg decodes
     */
    public Prediction predict(byte[] file, String location, AudioLimits limits, SoundBlocks.Opener foreign) {
        return model.features().ofRecordings() ? predict(AudioDecoder.decode(file, location, limits, foreign), location)
                : predict(model.features().extract(file, location, WaveformChange.NONE));
    }

    /** The emotion of samples; {@code location} is what messages call them. */
    public Prediction predict(Waveform waveform, String location) {
        List<String> lost = waveform.damage().isEmpty() ? List.of() : List.of(waveform.damage());
        return promised(heard(waveform, location)).noting(lost).noting(ShortSound.notes(waveform)).noting(facts.cautions());
    }

    private Prediction promised(Prediction answer) {
        if (promise.isEmpty() || answer.probabilities().isEmpty()) {
            return answer;
        }
        if (!answer.unlikeTraining().isEmpty()) {
            return answer.leaving(PredictionSets.all(promise.get().coverage(), model.labels().size()))
                    .noting(List.of("possible: any; nothing is promised of a recording unlike those that the model was calibrated on"));
        }
        Prediction left = answer.leaving(promise.get());
        int people = model.calibration().orElseThrow().people();
        boolean longer = model.inference().testedSeconds() > 0 && answer.durationSeconds() > model.inference().testedSeconds();
        return left.noting(List.of(String.format(Locale.ROOT, "possible: %s; for speakers like the %d that the model was "
                + "calibrated on, the emotion is among these in about %.0f %% of all recordings%s%s", String.join(", ", left.possible()),
                people, 100 * promise.get().coverage(), people < FEW ? " (so few tell little)" : "", longer ? ", as long as they are short: this one is longer than any of its "
                        + "test" : "")));
    }

    private Prediction heard(Waveform waveform, String location) {
        if (windows == null) {
            throw new InvalidInputException(location + " is a recording, and the model '" + model.name()
                    + "' reads features of type " + model.features().type());
        }
        Waveform usable = ClipCheck.whole(waveform, location);
        if (Silence.throughout(usable.samples())) {
            return Prediction.silence(usable.durationSeconds());
        }
        if (!anyway && !VoiceGate.hears(usable)) {
            return Prediction.noVoice(usable.durationSeconds());
        }
        return ClipCheck.naming(location, () -> scored(usable, location));
    }

    private Prediction scored(Waveform usable, String location) {
        if (!members.isEmpty()) {
            return pooled(members.stream().map(member -> member.scored(usable, location)).toList());
        }
        Waveform sound = Resampler.resample(usable, model.features().sampleRate());
        boolean fits = windows.fits(sound);
        if (!fits && usable.durationSeconds() > model.inference().testedSeconds()) {
            return averaged(sound, usable, location);
        }
        boolean cutFirst = !model.features().grid().part().equals(FrameGrid.Part.WHOLE);
        BundleAnswer heard = model.hear(cutFirst ? usable : sound);
        Segment whole = segment(0, usable.durationSeconds(), heard.probabilities());
        return new Prediction(whole.emotion(), whole.probabilities(), usable.durationSeconds(),
                fits ? Timeline.of(usable, List.of(whole)) : averaged(sound, usable, location).timeline(),
                strange(heard.strangeness())).noting(model.features().cutting(usable.durationSeconds()).stream().toList());
    }

    /**
     * The emotion of a feature as the model's extractor gives it, not scaled yet.
     *
     * @throws InvalidInputException if its shape is not {@code [bands][frames]} of the model, or a value is not finite;
     *                               NaN stands for one that is missing if the feature may lack values
     */
    public Prediction predict(float[][] feature) {
        int bands = model.features().bands();
        int frames = model.features().frames();
        boolean fits = feature.length == bands;
        for (float[] band : feature) {
            fits &= band.length == frames;
            for (float value : band) {
                if (!(Float.isFinite(value) || Float.isNaN(value) && model.features().mayLackValues())) {
                    throw new InvalidInputException("feature holds " + value + "; expected finite numbers");
                }
            }
        }
        if (!fits) {
            throw new InvalidInputException("feature has " + feature.length + " rows"
                    + (feature.length > 0 ? " of " + feature[0].length : "") + "; the model '" + model.name()
                    + "' takes " + bands + " rows of " + frames + ": " + model.features().id());
        }
        BundleAnswer heard = model.hear(feature);
        Segment whole = segment(0, 0, heard.probabilities());
        return promised(new Prediction(whole.emotion(), whole.probabilities(), 0, List.of(whole), strange(heard.strangeness())))
                .noting(facts.cautions());
    }

    private Prediction pooled(List<Prediction> each) {
        return each.get(0).with(LogOpinionPool.of(each.stream().map(Prediction::values).toList(),
                model.inference().temperature()));
    }

    private Prediction averaged(Waveform sound, Waveform usable, String location) {
        double duration = usable.durationSeconds();
        List<Segment> scored = new ArrayList<>();
        double[] sums = new double[model.labels().size()];
        double strangeness = 0;
        int heardIn = 0;
        List<Windows.Span> spans = windows.of(sound);
        List<Boolean> voiced = voiced(sound, spans);
        for (int w = 0; w < spans.size(); w++) {
            Windows.Span span = spans.get(w);
            if (Thread.currentThread().isInterrupted()) {
                throw new InvalidInputException(location + ": took too long; cut it into shorter parts");
            }
            double from = span.from() / (double) sound.sampleRate();
            double to = Math.min(duration, span.to() / (double) sound.sampleRate());
            if (!voiced.get(w)) {
                scored.add(new Segment(from, to, Prediction.NO_VOICE, Map.of()));
                continue;
            }
            heardIn++;
            BundleAnswer heard = model.hear(span.cut(sound));
            float[] values = heard.probabilities();
            strangeness += heard.strangeness();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
            scored.add(segment(from, to, values));
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / heardIn);
        }
        Segment all = segment(0, duration, mean);
        return new Prediction(all.emotion(), all.probabilities(), duration, Timeline.of(usable, scored),
                strange(strangeness / heardIn));
    }

    /** In which windows somebody is heard; in all of them, if in none or if that does not matter. */
    private List<Boolean> voiced(Waveform sound, List<Windows.Span> spans) {
        List<Boolean> voiced = spans.stream().map(span -> anyway || VoiceGate.hears(span.cut(sound))).toList();
        return voiced.contains(true) ? voiced : Collections.nCopies(spans.size(), true);
    }

    /** A note where a recording lies clearly further from the training clips than any of them. */
    private static List<String> strange(double strangeness) {
        return strangeness < STRANGE ? List.of() : List.of(String.format(Locale.ROOT, Prediction.UNLIKE
                + "its features lie %.1f times as far from the mean of the training clips as those of any of them",
                strangeness));
    }

    private Segment segment(double start, double end, float[] values) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            probabilities.put(model.labels().get(i), values[i]);
        }
        return new Segment(start, end, model.labels().get(Answer.mostProbable(values)), probabilities);
    }
}
