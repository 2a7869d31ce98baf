/** The network's training step and forecast, to be timed beside PyTorch's. */
package amagumo.bench.network;
