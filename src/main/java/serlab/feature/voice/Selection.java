package serlab.feature.voice;

/**
 * Selection of the k-th smallest of some numbers without sorting them all.
 *
 * <p>Source: C. A. R. Hoare, "Algorithm 65: find", Communications of the ACM 4(7), 1961; the pivot is the median of the first, the
 * middle and the last.
 */
final class Selection {
    private Selection() {
    }

    /**
     * The number that would stand at an index if all were sorted.
     *
     * @param values finite numbers; their order changes
     * @param index  0 for the smallest
     */
    static double smallest(double[] values, int index) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = median(values[low], values[low + high >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i] = values[j];
                    values[j] = swapped;
                    i++;
                    j--;
                }
            }
            if (index <= j) {
                high = j;
            } else if (index >= i) {
                low = i;
            } else {
                return values[index];
            }
        }
        return values[index];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
