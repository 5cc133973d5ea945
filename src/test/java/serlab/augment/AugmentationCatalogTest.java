package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.feature.Scaler;
import serlab.part.Part;

class AugmentationCatalogTest {
    @Test
    void javaCallersAreToldTheOptionAndItsRange() {
        assertEquals("frames is '0'; expected a whole number from 1 to 1000", refusal(() -> new TimeMask(0)));
        assertEquals("snrDb is '[5.0, 200.0]'; expected a number or [low, high] from -20 to 100",
                refusal(() -> new Noise(new Range(5, 200), 1)));
        assertEquals("change is 'NaN'; expected a number from 0 to 1", refusal(() -> new Contrast(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> new Gain(null, 1));
    }

    private static String refusal(Runnable making) {
        return assertThrows(InvalidInputException.class, making::run).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"mixup, false", "mix-style, false", "speaker-style, true"})
    void thoseThatNeedOtherClipsSaySo(String name, boolean speakers) {
        Augmentation one = Augmentation.of(name);
        assertTrue(one.needs().contains(Need.OTHER_CLIPS));
        assertEquals(speakers, one.needs().contains(Need.SPEAKER_STATISTICS));
        Augmentations two = new Augmentations(List.of(Augmentation.of("noise"), one));
        assertEquals(one, two.needing(Need.OTHER_CLIPS).orElseThrow());
        assertTrue(Augmentations.of(List.of("noise", "time-mask")).needing(Need.OTHER_CLIPS).isEmpty());
    }

    /** A voice augmentation of a library. */
    @Part(name = "whisper", does = "takes the voice away")
    record Whisper() implements VoiceAugmentation {
        @Override
        public double chance() {
            return 1;
        }

        @Override
        public Scaler scaler(Scaler common, Scaler own, Scaler other, RandomGenerator random) {
            return own;
        }
    }

    @Test
    void oneVoiceIsChangedOnce() {
        String message = refusal(() -> new Augmentations(List.of(Augmentation.of("speaker-style"), new Whisper())));
        assertEquals("augment has speaker-style and whisper, which all change the voice of a clip; keep one", message);
        assertEquals(Set.of(Need.OTHER_CLIPS, Need.SPEAKER_STATISTICS), new Whisper().needs());
        assertEquals(Map.of("type", "whisper"), new Whisper().settings());
    }
}
