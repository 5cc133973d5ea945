package serlab.feature;

import serlab.audio.Resampler;
import serlab.audio.SilenceTrim;
import serlab.audio.Stft;
import serlab.audio.Waveform;

/** The mel power spectrogram of a recording. Source: {@code librosa.feature.melspectrogram} 0.11. */
final class MelSpectrogram {
    private MelSpectrogram() {
    }

    /** Resamples, trims if asked to, transforms, and sums the power into mel bands: {@code double[bands][frames]}. */
    static double[][] of(Waveform waveform, MelSettings settings) {
        Waveform prepared = Resampler.resample(waveform, settings.sampleRate());
        if (settings.trimDb() > 0) {
            prepared = SilenceTrim.trim(prepared, settings.trimDb(), MelSettings.TRIM_MARGIN_SECONDS);
        }
        float[][] power = new Stft(settings.fftSize(), settings.hopLength()).power(prepared.samples());
        MelFilterBank bank = new MelFilterBank(settings.sampleRate(), settings.fftSize(), settings.bands(),
                settings.fMinHz(), settings.fMaxHz());
        double[][] mel = new double[settings.bands()][power.length];
        for (int band = 0; band < mel.length; band++) {
            for (int frame = 0; frame < power.length; frame++) {
                mel[band][frame] = bank.apply(band, power[frame]);
            }
        }
        return mel;
    }
}
