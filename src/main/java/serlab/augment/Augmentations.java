package serlab.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;

/**
 * The {@code augment} list of an experiment file, in its order.
 *
 * @param all every change; at most one {@link Mixup}, one {@link MixStyle} and one {@link SpeakerStyle}
 */
public record Augmentations(List<Augmentation> all) {
    public Augmentations {
        all = List.copyOf(all);
        for (String once : List.of(Mixup.TYPE, MixStyle.TYPE, SpeakerStyle.TYPE)) {
            if (all.stream().filter(one -> one.type().equals(once)).count() > 1) {
                throw new InvalidInputException("augment has more than one " + once + "; keep one");
            }
        }
    }

    /** No change at all. */
    public static Augmentations none() {
        return new Augmentations(List.of());
    }

    /**
     * Reads the list.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    public static Augmentations of(List<?> list) {
        return new Augmentations(list.stream().map(Augmentation::of).toList());
    }

    /**
     * The changed copies that are made of every training recording.
     *
     * @param seed where their random choices come from
     */
    public List<ChangedCopy> copies(long seed) {
        List<ChangedCopy> copies = new ArrayList<>();
        for (Augmentation augmentation : all) {
            if (augmentation instanceof WaveformAugmentation waveform) {
                for (int number = 0; number < waveform.copies(); number++) {
                    copies.add(new ChangedCopy(waveform, number, seed));
                }
            }
        }
        return List.copyOf(copies);
    }

    /** What is applied to scaled features, in order. */
    public List<FeatureAugmentation> ofFeatures() {
        return all.stream().filter(FeatureAugmentation.class::isInstance).map(FeatureAugmentation.class::cast).toList();
    }

    /** What is applied to a batch. */
    public Optional<Mixup> mixup() {
        return all.stream().filter(Mixup.class::isInstance).map(Mixup.class::cast).findFirst();
    }

    /** What moves the style of a clip towards that of another one, before {@link #ofFeatures}. */
    public Optional<MixStyle> mixStyle() {
        return all.stream().filter(MixStyle.class::isInstance).map(MixStyle.class::cast).findFirst();
    }

    /** What moves the voice of a clip towards that of another speaker, before all else. */
    public Optional<SpeakerStyle> speakerStyle() {
        return all.stream().filter(SpeakerStyle.class::isInstance).map(SpeakerStyle.class::cast).findFirst();
    }

    /** Every change with its settings, as an experiment file would hold the list. */
    public List<Map<String, Object>> settings() {
        return all.stream().map(Augmentation::settings).toList();
    }
}
