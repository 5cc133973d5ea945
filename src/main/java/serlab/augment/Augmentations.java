package serlab.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;

/**
 * List of changes, the {@code augment} list of an experiment file, in its order.
 *
 * @param all every change; of those that change a voice, use a partner or mix a batch, at most one of a type
 */
public record Augmentations(List<Augmentation> all) {
    public Augmentations {
        all = List.copyOf(all);
        List<String> once = all.stream().filter(one -> !one.needs().isEmpty()).map(Augmentation::type).toList();
        for (String type : once) {
            if (once.indexOf(type) != once.lastIndexOf(type)) {
                throw new InvalidInputException("augment has more than one " + type + "; keep one");
            }
        }
        List<String> voices = all.stream().filter(VoiceAugmentation.class::isInstance).map(Augmentation::type).toList();
        if (voices.size() > 1) {
            throw new InvalidInputException("augment has " + String.join(" and ", voices)
                    + ", which all change the voice of a clip; keep one");
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

    /** What changes the voice of a clip, before all else. */
    public Optional<VoiceAugmentation> ofVoices() {
        return of(VoiceAugmentation.class).stream().findFirst();
    }

    /** What changes a clip by another one, before {@link #ofFeatures}, in order. */
    public List<PartnerAugmentation> withPartners() {
        return of(PartnerAugmentation.class);
    }

    /** What is applied to scaled features, in order. */
    public List<FeatureAugmentation> ofFeatures() {
        return of(FeatureAugmentation.class);
    }

    /** What is applied to a batch, in order. */
    public List<BatchAugmentation> ofBatches() {
        return of(BatchAugmentation.class);
    }

    private <A extends Augmentation> List<A> of(Class<A> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The first that needs something. */
    public Optional<Augmentation> needing(Need need) {
        return all.stream().filter(one -> one.needs().contains(need)).findFirst();
    }

    /** Every change with its settings, as an experiment file would hold the list. */
    public List<Map<String, Object>> settings() {
        return all.stream().map(Augmentation::settings).toList();
    }
}
