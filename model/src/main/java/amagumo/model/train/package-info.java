/**
 * Training: which windows the network sees, how and for how long, and what is kept. The order of samples and everything
 * that is done to them is a function only of seed and step, so an interrupted run can be continued exactly.
 */
package amagumo.model.train;
