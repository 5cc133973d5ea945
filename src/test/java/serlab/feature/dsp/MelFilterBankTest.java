package serlab.feature.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.feature.Golden;

class MelFilterBankTest {
    @Test
    void weightsAreLibrosas() {
        MelFilterBank bank = new MelFilterBank(16000, 512, 20, 50, 7600);
        float[][] expected = Golden.matrix("mel-filters-16000-512-20");
        assertEquals(expected.length, bank.bands());
        assertEquals(expected[0].length, bank.bins());
        for (int band = 0; band < expected.length; band++) {
            for (int bin = 0; bin < expected[band].length; bin++) {
                assertEquals(expected[band][bin], bank.weight(band, bin), 1e-8, "band " + band + ", bin " + bin);
            }
        }
    }

    @Test
    void scaleIsLinearBelowOneKilohertzAndInvertible() {
        assertEquals(3, MelFilterBank.melOf(200), 1e-12);
        assertEquals(15 + 27, MelFilterBank.melOf(6400), 1e-12);
        assertEquals(4321.5, MelFilterBank.hzOf(MelFilterBank.melOf(4321.5)), 1e-9);
    }

    @Test
    void sumsPowerWithItsWeights() {
        MelFilterBank bank = new MelFilterBank(16000, 512, 20, 50, 7600);
        double[][] power = new double[bank.bins()][2];
        power[40][0] = 3;
        power[41][0] = 5;
        power[40][1] = 7;
        double[] energy = {-1, -1};
        for (int band = 0; band < bank.bands(); band++) {
            bank.apply(band, power, energy);
            assertEquals(3 * bank.weight(band, 40) + 5 * bank.weight(band, 41), energy[0], 1e-8);
            assertEquals(7 * bank.weight(band, 40), energy[1], 1e-8);
        }
    }

    @Test
    void refusesBandsWithoutBins() {
        String message = assertThrows(InvalidInputException.class, () -> new MelFilterBank(48000, 512, 128, 0, 24000))
                .getMessage();
        assertContains(message, "covers no frequency bin");
        assertContains(message, "fewer bands");
    }

    @Test
    void refusesEdgesOutOfOrder() {
        assertThrows(InvalidInputException.class, () -> new MelFilterBank(16000, 512, 20, 4000, 4000));
        assertThrows(InvalidInputException.class, () -> new MelFilterBank(16000, 512, 20, 0, 8001));
    }
}
