/**
 * Minimal filtering F(4x4, 3x3) after Winograd: a 3x3 convolution by a quarter of the multiplications. Compiled on its own,
 * as it needs the incubating vector API of JDK 17.
 */
package amagumo.model.vector.winograd;
