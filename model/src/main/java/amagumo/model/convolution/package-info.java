/**
 * Sums of 2-D convolutions and their gradients: by ND4J and as products of matrices. {@code
 * amagumo.model.vector.winograd} has those that use minimal filtering.
 */
package amagumo.model.convolution;
