/** Sums of 2-D convolutions and their gradients: ND4J's, and Winograd's minimal filtering where it fits. */
package amagumo.model.convolution;
