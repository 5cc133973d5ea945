/** Emotion of a voice while it speaks: sound in, in blocks of any size, and an answer every quarter of a second. */
package serlab.predict.live;
