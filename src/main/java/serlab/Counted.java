package serlab;

/** A number with its noun. */
public final class Counted {
    private Counted() {
    }

    /** {@code 1 clip}, {@code 2 clips}. */
    public static String of(int number, String noun) {
        return of((long) number, noun);
    }

    /** As the other method, for what is counted in a stream. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
