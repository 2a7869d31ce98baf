/**
 * The gates of a ConvLSTM cell (equation 3 of Shi et al. 2015), forward and backward: the part of the cell between the
 * convolutions. Here they are in plain ND4J operations, for any data type and backend; {@code
 * amagumo.model.vector.gates} is the fused kernel on the vector unit of the CPU for floats.
 */
package amagumo.model.gates;
