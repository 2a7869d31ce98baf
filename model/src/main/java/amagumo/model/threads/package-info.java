/** How the network's work is shared among threads: samples of a batch, or parts of one sample. */
package amagumo.model.threads;
