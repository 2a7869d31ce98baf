/** Decides whether a new model is better than the one in use, from windows that neither has learnt from. */
package amagumo.model.evaluation.gate;
