/** Whether ND4J can compute here, asked before it is used: on the CPU, or in a build for GPUs on the devices there are. */
package amagumo.model.backend;
