package serlab.corpus.synthetic;

/** A second-order digital resonator with unit gain at 0 Hz. Source: Klatt 1980, doi:10.1121/1.383940, equation 1. */
final class Resonator {
    private final double sampleRate;
    private double a;
    private double b;
    private double c;
    private double y1;
    private double y2;

    Resonator(double sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** Sets center frequency and bandwidth, in Hz. */
    void tune(double centerHz, double bandwidthHz) {
        double radius = StrictMath.exp(-StrictMath.PI * bandwidthHz / sampleRate);
        c = -radius * radius;
        b = 2 * radius * StrictMath.cos(2 * StrictMath.PI * centerHz / sampleRate);
        a = 1 - b - c;
    }

    double next(double x) {
        double y = a * x + b * y1 + c * y2;
        y2 = y1;
        y1 = y;
        return y;
    }
}
