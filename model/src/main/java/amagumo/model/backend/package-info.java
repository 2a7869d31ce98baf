/**
 * Finds out, before ND4J is used, whether it can compute here: on the CPU or, in a build for GPUs, on the devices
 * present.
 */
package amagumo.model.backend;
