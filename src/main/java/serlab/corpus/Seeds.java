package serlab.corpus;

/** Seeds for independent random streams. */
public final class Seeds {
    private Seeds() {
    }

    /** A seed that depends on every bit of both. Source: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    public static long mix(long seed, long stream) {
        long z = seed * 0x9E3779B97F4A7C15L + (stream + 1) * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
