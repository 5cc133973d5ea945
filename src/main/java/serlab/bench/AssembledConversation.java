package serlab.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.SilenceTrim;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.evaluation.LabeledSpan;

/**
 * A conversation put together from clips of a corpus, so that it is known who speaks when and with what emotion: a clip after the
 * other, their silent ends cut (30 dB), each of a speaker drawn anew and with an emotion drawn anew, pauses of 0.2 to 1.5 s between
 * them, and noise of -70 dB of full scale beneath it all.
 *
 * @param sound    what is heard
 * @param voices   who speaks when
 * @param feelings which emotion when
 */
public record AssembledConversation(Waveform sound, List<LabeledSpan> voices, List<LabeledSpan> feelings) {
    /** Fewest and most speakers. */
    public static final int FEWEST = 2;
    public static final int MOST = 4;
    private static final double SILENT_DB = 30;
    private static final double SHORTEST_PAUSE = 0.2;
    private static final double LONGEST_PAUSE = 1.5;
    private static final double NOISE = Math.pow(10, -70 / 20.0);

    /**
     * A conversation.
     *
     * @param clips      of at least {@link #FEWEST} speakers
     * @param clipsTaken how many clips follow each other
     * @param seed       of whatever is drawn
     * @throws InvalidInputException if there are too few speakers, or a clip cannot be read
     */
    public static AssembledConversation of(List<Clip> clips, int clipsTaken, long seed) {
        Map<String, List<Clip>> bySpeaker = clips.stream().filter(clip -> !clip.speaker().isEmpty())
                .collect(Collectors.groupingBy(Clip::speaker, TreeMap::new, Collectors.toList()));
        if (bySpeaker.size() < FEWEST) {
            throw new InvalidInputException("a conversation needs clips of at least " + FEWEST + " speakers; the corpus has "
                    + bySpeaker.size() + " that are known");
        }
        Random random = new Random(seed);
        List<String> speakers = new ArrayList<>(bySpeaker.keySet());
        Collections.shuffle(speakers, random);
        int count = Math.min(speakers.size(), FEWEST + random.nextInt(MOST - FEWEST + 1));
        List<Waveform> said = new ArrayList<>();
        List<LabeledSpan> voices = new ArrayList<>();
        List<LabeledSpan> feelings = new ArrayList<>();
        int rate = 0;
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < clipsTaken; i++) {
            String speaker = speakers.get(i < count ? i : random.nextInt(count));
            List<Clip> own = bySpeaker.get(speaker);
            List<String> labels = own.stream().map(Clip::label).distinct().sorted().toList();
            String label = labels.get(random.nextInt(labels.size()));
            List<Clip> fitting = own.stream().filter(clip -> clip.label().equals(label)).toList();
            Waveform whole = read(fitting.get(random.nextInt(fitting.size())));
            rate = rate == 0 ? whole.sampleRate() : rate;
            Waveform spoken = SilenceTrim.trim(Resampler.resample(whole, rate), SILENT_DB, 0);
            at += (int) (rate * (SHORTEST_PAUSE + (LONGEST_PAUSE - SHORTEST_PAUSE) * random.nextDouble()));
            starts.add(at);
            said.add(spoken);
            double start = at / (double) rate;
            voices.add(new LabeledSpan(start, start + spoken.durationSeconds(), speaker));
            feelings.add(new LabeledSpan(start, start + spoken.durationSeconds(), label));
            at += spoken.samples().length;
        }
        float[] samples = new float[at + (int) (SHORTEST_PAUSE * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (NOISE * random.nextGaussian());
        }
        for (int i = 0; i < said.size(); i++) {
            float[] voice = said.get(i).samples();
            for (int t = 0; t < voice.length; t++) {
                samples[starts.get(i) + t] += voice[t];
            }
        }
        return new AssembledConversation(new Waveform(samples, rate), voices, feelings);
    }

    private static Waveform read(Clip clip) {
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.id());
        } catch (IOException e) {
            throw new InvalidInputException(clip.id() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** How many speakers there are. */
    public int speakers() {
        return (int) voices.stream().map(LabeledSpan::label).distinct().count();
    }
}
