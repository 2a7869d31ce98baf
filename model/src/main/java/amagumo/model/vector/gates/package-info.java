/** The gates of a ConvLSTM cell, fused into one pass over floats. */
package amagumo.model.vector.gates;
