/** Whether a new model is better than the one that serves, by what happened in windows that neither has learnt from. */
package amagumo.model.evaluation.gate;
