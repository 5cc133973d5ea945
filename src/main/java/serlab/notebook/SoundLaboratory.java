package serlab.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.augment.Augmentation;
import serlab.augment.WaveformAugmentation;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.model.ModelBundle;
import serlab.notebook.assist.Takes;
import serlab.notebook.assist.TextKind;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import tech.tablesaw.api.Table;

/** Sounds in a notebook: played, changed, drawn as features, heard by a model. */
public abstract class SoundLaboratory {
    /** The sound of a clip. */
    public Waveform sound(Clip clip) {
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.source().location());
        } catch (IOException e) {
            throw new InvalidInputException(clip.source().location() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * The sound of an audio file.
     *
     * @param file a path from the notebook's folder, from what {@code lab.export} has written, or from the project's folder
     */
    public Waveform sound(@Takes(TextKind.FILE) String file) {
        return AudioDecoder.read(place(file));
    }

    /** Clips to listen to, one beside another, each under its name and emotion. */
    public Players players(Clip... clips) {
        return new Players(Stream.of(clips).map(clip -> new Players.Named(clip.id() + ": " + clip.label(), sound(clip))).toList());
    }

    /** A feature by its settings, as in experiment files: {@code mfcc}, or {@code {type: log-mel, bands: 64}}. */
    public FeatureSpec feature(@Takes(TextKind.FEATURE) String settings) {
        return FeatureSpec.of(CellSettings.of(settings));
    }

    /** Shape and range of features of a sound. */
    public Table features(Waveform sound, @Takes(TextKind.FEATURE) String... features) {
        return SoundPictures.table(sound, Stream.of(features).map(this::feature).toList());
    }

    /** A feature over time, lowest band at the bottom. */
    public Picture picture(Waveform sound, @Takes(TextKind.FEATURE) String feature) {
        return SoundPictures.of(sound, feature(feature));
    }

    /** The same picture with time, band and value under the pointer. */
    public Chart interactive(Waveform sound, @Takes(TextKind.FEATURE) String feature) {
        return SoundPictures.interactive(sound, feature(feature));
    }

    /** Waveform, spectrogram with pitch and the formants F1 to F3 drawn in, and loudness of a sound, over the same time. */
    public Picture voice(Waveform sound) {
        return SoundPictures.voice(sound, "");
    }

    /** The same of a clip, whose name and emotion stand above it. */
    public Picture voice(Clip clip) {
        return SoundPictures.voice(sound(clip), clip.id() + ": " + clip.label());
    }

    /** A changed copy of a sound, as augmentation makes them: {@code noise}, or {@code {type: pitch-shift, semitones: 4}}. */
    public Waveform changed(Waveform sound, @Takes(TextKind.AUGMENTATION) String augmentation, long seed) {
        Augmentation change = Augmentation.of(CellSettings.of(augmentation));
        if (change instanceof WaveformAugmentation ofSound) {
            return ofSound.apply(sound, new SplittableRandom(seed));
        }
        throw new InvalidInputException("augmentation '" + change.type() + "' does not change recordings; those that do: "
                + String.join(", ", Augmentation.catalog().names(WaveformAugmentation.class)));
    }

    /** A feature after an augmentation of the sound or of the feature. */
    public Picture augmented(Waveform sound, @Takes(TextKind.FEATURE) String feature, @Takes(TextKind.AUGMENTATION) String augmentation, long seed) {
        return SoundPictures.augmented(sound, feature(feature), Augmentation.of(CellSettings.of(augmentation)), seed);
    }

    /**
     * A sound's spectrogram or MFCC with menus and sliders for bands, hop and window, and for other clips of the corpus at hand by
     * their emotion; drawn anew in its place.
     */
    public SoundExplorer explore(Waveform sound) {
        return new SoundExplorer(sound, corpusAtHand());
    }

    /** What a model hears in a sound. */
    public Prediction predict(ModelBundle model, Waveform sound) {
        return Waiting.during("Predicting", () -> new Predictor(model).predict(sound, "the sound"));
    }

    /** Which parts of a sound's feature the probability of an emotion rests on, by covering one after the other. */
    public Picture saliency(ModelBundle model, Waveform sound, @Takes(TextKind.EMOTION) String emotion) {
        return Waiting.during("Covering patches", () -> SoundPictures.saliency(model, sound, emotion));
    }

    /** A path as {@link #sound(String)} takes it. */
    abstract Path place(String given);

    /** The corpus whose clips {@link #explore} offers; empty where there is none. */
    abstract Optional<Corpus> corpusAtHand();
}
