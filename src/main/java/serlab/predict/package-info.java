/** Emotions of recordings by a trained model: audio in, probabilities out, through the very steps of training. */
package serlab.predict;
