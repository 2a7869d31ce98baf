/**
 * The gates fused into one pass on the vector unit of the CPU, by the incubating vector API of JDK 17. Compiled by an
 * execution of its own, since no lint key silences the incubator's warning, and only ever reached by name: where the
 * module is not there, the rest runs without it.
 */
package amagumo.model.vector.gates;
