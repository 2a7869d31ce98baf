/** Benchmarks of motion: optical flow and advection. */
package amagumo.bench.motion;
