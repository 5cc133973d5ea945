package serlab.model.head;

import java.util.Map;

/** A learned head: scores of the classes for a row of numbers. Immutable, safe for several threads. */
public interface Head {
    /**
     * One score per class; the class with the highest is the head's answer.
     *
     * @param row standardized, as long as the rows it was learned of
     */
    double[] scores(float[] row);

    /** Everything it needs to give the same scores again, by name. */
    Map<String, Numbers> numbers();
}
