package serlab.predict.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.LongRecording;
import serlab.evaluation.Answer;
import serlab.feature.ClipCheck;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.ShortSound;

/**
 * Search for the turns of a conversation: who speaks when, and with what emotion. The recording is heard twice, block by block: first
 * for where somebody speaks and by which voice, then, once it is known who is who, for the emotion of each turn; no more of it is kept
 * than the part at hand. Two voices at once are taken for one.
 */
public final class TurnFinder {
    /** How long an emotion lasts unless somebody says otherwise; see {@link #lasting}. */
    public static final double LASTING = 0.3;
    /** Longer turns are heard in equal parts. */
    private static final double LONGEST_PART = 4;

    private final Predictor predictor;
    private final OptionalInt speakers;
    private final double lasting;
    private final int threads;

    private TurnFinder(Predictor predictor, OptionalInt speakers, double lasting, int threads) {
        this.predictor = predictor;
        this.speakers = speakers;
        this.lasting = lasting;
        this.threads = threads;
    }

    /**
     * A search with a model, the number of speakers unknown.
     *
     * @param threads that work at once, at least 1; they change no number
     * @throws InvalidInputException if the model reads no recordings, or needs to know the speaker beforehand
     */
    public static TurnFinder with(Predictor predictor, int threads) {
        if (!predictor.model().features().ofRecordings()) {
            throw new InvalidInputException("model '" + predictor.modelName() + "' reads features of type "
                    + predictor.model().features().type() + ", and no recordings; choose another --model");
        }
        if (predictor.model().transductive()) {
            throw new InvalidInputException("model '" + predictor.modelName() + "' has to hear all that a speaker says before it answers, "
                    + "and here nobody knows yet who speaks; choose another --model");
        }
        return new TurnFinder(predictor.answeringAnyway(), OptionalInt.empty(), LASTING, threads);
    }

    /**
     * For so many speakers.
     *
     * @throws InvalidInputException if there are fewer than 1
     */
    public TurnFinder speakers(int count) {
        if (count < 1) {
            throw new InvalidInputException("--speakers " + count + ": expected 1 or more; leave it out if nobody knows");
        }
        return new TurnFinder(predictor, OptionalInt.of(count), lasting, threads);
    }

    /**
     * For emotions that last so long: the probability that what a speaker feels stays from one part of some seconds to the next.
     *
     * @param probability 0, for no smoothing, to below 1
     */
    public TurnFinder lasting(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new InvalidInputException("--smoothing " + probability + ": expected 0, for none, to below 1");
        }
        return new TurnFinder(predictor, speakers, probability, threads);
    }

    /**
     * The turns of a recording.
     *
     * @throws InvalidInputException if it cannot be decoded, is shorter than {@link ClipCheck#MIN_SECONDS}, or lasts too long
     */
    public Conversation in(LongRecording recording) {
        SpeechSearch.Found found = new SpeechSearch(threads).in(recording);
        ClipCheck.requireLength(found.seconds(), recording.location());
        List<Spoken> parts = parts(found);
        Pauses pauses = new Pauses(found);
        float[][] heard = new float[parts.size()][];
        int unlike = hear(recording, pauses.heardAround(parts), heard);
        List<Turn> spoken = turns(parts, smoothed(parts, heard));
        int count = (int) parts.stream().mapToInt(Spoken::speaker).distinct().count();
        return new Conversation(recording.location(), found.seconds(), IntStream.range(0, count).mapToObj(TurnFinder::name).toList(),
                pauses.filled(spoken), predictor.model().labels(), notes(recording, found, parts.size(), unlike, count));
    }

    private static String name(int speaker) {
        return "speaker " + (speaker + 1);
    }

    /** The pieces of a stretch that follow each other in one voice are said together, and cut anew for the emotion. */
    private List<Spoken> parts(SpeechSearch.Found found) {
        int[] speaker = found.speakers(speakers);
        List<Spoken> parts = new ArrayList<>();
        int piece = 0;
        for (SpeechSearch.Stretch stretch : found.stretches()) {
            int pieces = stretch.prints().size();
            for (int from = 0; from < pieces;) {
                int to = from + 1;
                while (to < pieces && speaker[piece + to] == speaker[piece + from]) {
                    to++;
                }
                double start = stretch.startSeconds() + from * stretch.pieceSeconds();
                double seconds = (to - from) * stretch.pieceSeconds();
                int cut = Math.max(1, (int) Math.ceil(seconds / LONGEST_PART));
                for (int i = 0; i < cut; i++) {
                    parts.add(new Spoken(start + seconds * i / cut, start + seconds * (i + 1) / cut, speaker[piece + from]));
                }
                from = to;
            }
            piece += pieces;
        }
        return parts;
    }

    /** What the model hears in each part; gives in how many it is unlike what the model was trained on. */
    private int hear(LongRecording recording, List<Spoken> parts, float[][] heard) {
        if (parts.isEmpty()) {
            return 0;
        }
        try (BoundedWork<Prediction> work = new BoundedWork<>(threads)) {
            PartCutter cutter = new PartCutter(parts, (part, sound) -> work.submit(() -> predicted(sound, recording.location())));
            int[] last = new int[1];
            recording.hear((block, rate) -> {
                cutter.accept(block, rate);
                last[0] = rate;
            });
            cutter.finish(last[0]);
            List<Prediction> all = work.results();
            for (int i = 0; i < heard.length; i++) {
                heard[i] = values(all.get(i).probabilities());
            }
            return (int) all.stream().filter(one -> !one.unlikeTraining().isEmpty()).count();
        }
    }

    /** Of a part that is too short for the model nothing is known. */
    private Prediction predicted(Waveform sound, String location) {
        try {
            return predictor.predict(sound, location);
        } catch (EncoderUnavailableException e) {
            throw e;
        } catch (InvalidInputException e) {
            return new Prediction(Prediction.NOT_SURE, Map.of(), sound.durationSeconds(), List.of());
        }
    }

    private float[] values(Map<String, Float> probabilities) {
        int emotions = predictor.model().labels().size();
        float[] values = new float[emotions];
        Arrays.fill(values, 1f / emotions);
        int c = 0;
        for (float probability : probabilities.values()) {
            values[c++] = probability;
        }
        return values;
    }

    private float[][] smoothed(List<Spoken> parts, float[][] heard) {
        float[][] smoothed = heard.clone();
        int count = parts.stream().mapToInt(Spoken::speaker).max().orElse(-1) + 1;
        for (int speaker = 0; speaker < count; speaker++) {
            int wanted = speaker;
            int[] own = IntStream.range(0, heard.length).filter(i -> parts.get(i).speaker() == wanted).toArray();
            double[] pauses = new double[own.length];
            for (int i = 1; i < own.length; i++) {
                pauses[i] = parts.get(own[i]).startSeconds() - parts.get(own[i - 1]).endSeconds();
            }
            float[][] changed = EmotionSmoothing.of(Arrays.stream(own).mapToObj(i -> heard[i]).toArray(float[][]::new), pauses, lasting);
            for (int i = 0; i < own.length; i++) {
                smoothed[own[i]] = changed[i];
            }
        }
        return smoothed;
    }

    /** Parts of a speaker that touch and have the same emotion are one turn. */
    private List<Turn> turns(List<Spoken> parts, float[][] probabilities) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < parts.size();) {
            int from = i;
            int emotion = Answer.mostProbable(probabilities[from]);
            double seconds = 0;
            double[] sums = new double[probabilities[from].length];
            do {
                double length = parts.get(i).endSeconds() - parts.get(i).startSeconds();
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += length * probabilities[i][c];
                }
                seconds += length;
                i++;
            } while (i < parts.size() && parts.get(i).speaker() == parts.get(from).speaker()
                    && parts.get(i).startSeconds() - parts.get(i - 1).endSeconds() < Turn.NO_GAP
                    && Answer.mostProbable(probabilities[i]) == emotion);
            Map<String, Float> mean = new LinkedHashMap<>();
            for (int c = 0; c < sums.length; c++) {
                mean.put(predictor.model().labels().get(c), (float) (sums[c] / seconds));
            }
            turns.add(new Turn(parts.get(from).startSeconds(), parts.get(i - 1).endSeconds(),
                    Optional.of(name(parts.get(from).speaker())), predictor.model().labels().get(emotion), mean));
        }
        return turns;
    }

    private List<String> notes(LongRecording recording, SpeechSearch.Found found, int parts, int unlike, int count) {
        List<String> notes = new ArrayList<>();
        if (!recording.damage().isEmpty()) {
            notes.add(recording.damage());
        }
        if (parts == 0) {
            notes.add(found.stretches().isEmpty() ? "no voice: silence" : "nobody is heard: noise, hum, music or a whisper");
        } else {
            notes.add("voices are told apart by " + VoicePrint.NAME + "; two at once are taken for one");
        }
        if (parts > 0) {
            notes.addAll(ShortSound.notes(found.stretches().stream().filter(SpeechSearch.Stretch::voice)
                    .mapToDouble(stretch -> stretch.endSeconds() - stretch.startSeconds()).sum()));
        }
        if (speakers.isPresent() && count < speakers.getAsInt() && parts > 0) {
            notes.add(speakers.getAsInt() + " speakers were asked for, and there is speech of " + count + " to be told apart");
        }
        if (unlike > 0) {
            notes.add(unlike + " of " + Counted.of(parts, "part") + " heard for the emotion " + (unlike == 1 ? "is" : "are") + " unlike what the model was trained on");
        }
        notes.addAll(predictor.facts().cautions());
        return notes;
    }
}
