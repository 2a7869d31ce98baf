/**
 * Everything that runs in vector registers, through the vector API that has been incubating since JDK 16; the packages
 * below hold the gates and Winograd's convolutions. It is compiled separately, before the code that uses its classes,
 * because no lint key silences the incubator's warning. If {@link amagumo.model.vector.VectorUnit} says no, nothing
 * else here is used.
 */
package amagumo.model.vector;
