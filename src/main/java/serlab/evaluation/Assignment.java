package serlab.evaluation;

import java.util.Arrays;

/**
 * Assignment of every row of a table to a column of its own, so that the sum over what is assigned is the largest there is.
 *
 * <p>Source: the Hungarian method with potentials; R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and
 * sparse linear assignment problems", Computing 38, 1987.
 */
final class Assignment {
    private Assignment() {
    }

    /**
     * The column of each row.
     *
     * @param worth {@code [rows][columns]}, finite, at least as many columns as rows
     */
    static int[] most(double[][] worth) {
        int rows = worth.length;
        int columns = rows == 0 ? 0 : worth[0].length;
        double[] ofRow = new double[rows + 1];
        double[] ofColumn = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowOf[0] = row;
            int[] before = new int[columns + 1];
            int at = path(worth, ofRow, ofColumn, rowOf, before);
            while (at != 0) {
                rowOf[at] = rowOf[before[at]];
                at = before[at];
            }
        }
        int[] columnOf = new int[rows];
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] > 0) {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }

    /** The shortest path from the row that is assigned to column 0 to a column that is free; changes the potentials. */
    private static int path(double[][] worth, double[] ofRow, double[] ofColumn, int[] rowOf, int[] before) {
        double[] least = new double[before.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        boolean[] seen = new boolean[before.length];
        int at = 0;
        while (rowOf[at] != 0) {
            seen[at] = true;
            int row = rowOf[at];
            int next = 0;
            double step = Double.POSITIVE_INFINITY;
            for (int column = 1; column < before.length; column++) {
                if (seen[column]) {
                    continue;
                }
                double cost = -worth[row - 1][column - 1] - ofRow[row] - ofColumn[column];
                if (cost < least[column]) {
                    least[column] = cost;
                    before[column] = at;
                }
                if (least[column] < step) {
                    step = least[column];
                    next = column;
                }
            }
            for (int column = 0; column < before.length; column++) {
                if (seen[column]) {
                    ofRow[rowOf[column]] += step;
                    ofColumn[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        return at;
    }
}
