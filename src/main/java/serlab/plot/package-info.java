/**
 * Figures as PNG. Confusion matrices, training histories, scores over folds and spectrograms enter; images leave, drawn
 * without a display at twice their nominal size so that they stay crisp on dense screens.
 *
 * <p>Text needs a font: a Java runtime without one throws {@link serlab.InvalidInputException} naming what to install, and
 * callers may go on without pictures. Computing what is shown does not belong here.
 */
package serlab.plot;
