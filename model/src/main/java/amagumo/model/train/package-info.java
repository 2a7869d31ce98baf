/**
 * Training: which windows the network sees and how, how long, and what is kept. The order of samples and everything that
 * is done to them is a function of seed and step alone, so that a run that was interrupted can be continued exactly.
 */
package amagumo.model.train;
