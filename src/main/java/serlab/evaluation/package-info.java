/**
 * How good a classifier was. True and predicted labels enter; confusion matrices, reports, summaries over folds and
 * paired comparisons leave, as values and as text, CSV or JSON.
 *
 * <p>One orientation everywhere: rows are the truth, columns the prediction. One rule for undefined ratios: a ratio whose
 * denominator is zero is 0, never NaN. Networks, files and pictures do not belong here; what a network says does.
 */
package serlab.evaluation;
