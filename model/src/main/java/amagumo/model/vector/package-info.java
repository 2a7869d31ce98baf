/** Vectors of floats, by the incubating vector API of JDK 17; compiled on its own, with the kernels that use it. */
package amagumo.model.vector;
