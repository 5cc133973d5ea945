/**
 * Encoders as ONNX files: what they are, what they take and give, and how ONNX Runtime, an optional library that only this
 * package calls, runs them.
 */
package serlab.feature.onnx;
