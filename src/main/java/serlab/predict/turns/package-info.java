/**
 * Who felt what, when: a long recording of several people in turns of speakers, each with an emotion. A recording and a model's
 * predictor enter, turns leave, as a table and in the formats of other programs.
 */
package serlab.predict.turns;
