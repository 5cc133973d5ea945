/**
 * What every package may use: errors of a request, sections of experiment files, and the answer to an unknown name. Uses
 * no other package of the laboratory.
 */
package serlab;
