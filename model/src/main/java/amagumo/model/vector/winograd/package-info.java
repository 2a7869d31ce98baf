/** Minimal filtering F(4x4, 3x3) after Winograd: a 3 x 3 convolution with a quarter of the multiplications. */
package amagumo.model.vector.winograd;
