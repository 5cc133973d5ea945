package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("spectrogram-cnn", "lstm", "mfcc-cnn");

    @Test
    void asksForTheNearestAndListsItFirst() {
        assertEquals("unknown model 'mfc-cnn'; did you mean 'mfcc-cnn'? known: mfcc-cnn, lstm, spectrogram-cnn",
                NearestName.suggest("model", "mfc-cnn", KNOWN));
        assertEquals("unknown model 'LSTM'; did you mean 'lstm'? known: lstm, mfcc-cnn, spectrogram-cnn",
                NearestName.suggest("model", "LSTM", KNOWN));
    }

    @Test
    void asksNothingWhereNoNameIsNear() {
        assertEquals("unknown model 'xyzzyqqqq'; known: lstm, mfcc-cnn, spectrogram-cnn",
                NearestName.suggest("model", "xyzzyqqqq", KNOWN));
        assertEquals("unknown model 'x'; none is known", NearestName.suggest("model", "x", List.of()));
    }
}
