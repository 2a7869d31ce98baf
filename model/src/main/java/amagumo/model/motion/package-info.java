/**
 * The motion of rain: a steady field of displacements, found by variational optical flow, and fields moved along it.
 * Plain arrays in and out, no native code.
 */
package amagumo.model.motion;
