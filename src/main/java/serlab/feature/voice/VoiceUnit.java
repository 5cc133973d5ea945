package serlab.feature.voice;

/** Units of descriptors and functionals, by openSMILE's names. */
public final class VoiceUnit {
    private VoiceUnit() {
    }

    /** The unit, such as {@code Hz}; empty for numbers without one: ratios, loudness, MFCC, and deviations divided by the mean. */
    public static String of(String name) {
        if (name.endsWith("stddevNorm")) {
            return "";
        }
        if (name.endsWith("PerSec")) {
            return "per s";
        }
        if (name.contains("SegmentLength")) {
            return "s";
        }
        String unit = ofDescriptor(name);
        if (name.endsWith("Slope")) {
            return unit.isEmpty() ? "per s" : unit + "/s";
        }
        return unit;
    }

    private static String ofDescriptor(String name) {
        if (name.startsWith("F0semitone")) {
            return "semitones";
        }
        if (name.matches("F[123](frequency|bandwidth).*")) {
            return "Hz";
        }
        if (name.startsWith("slope")) {
            return "dB/Hz";
        }
        boolean decibels = name.matches("(alphaRatio|hammarbergIndex|shimmerLocaldB|HNRdB|logRelF0|F[123]amplitude|"
                + "equivalentSoundLevel_dBp).*");
        return decibels ? "dB" : "";
    }
}
