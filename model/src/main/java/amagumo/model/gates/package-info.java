/**
 * The gates of a ConvLSTM cell (equation 3 of Shi et al. 2015), forward and backward: the part of the cell between the
 * convolutions. Two implementations: plain ND4J operations, for any data type and backend, and a fused kernel on the
 * vector unit of the CPU for floats.
 */
package amagumo.model.gates;
