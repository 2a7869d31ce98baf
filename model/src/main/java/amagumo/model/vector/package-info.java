/**
 * All that runs in vector registers, by the vector API that incubates since JDK 16; below it the gates and Winograd's
 * convolutions. Compiled on its own and before the rest, which names its classes: no lint key silences the incubator's
 * warning. Where {@link amagumo.model.vector.VectorUnit} says no, nothing else here is touched.
 */
package amagumo.model.vector;
