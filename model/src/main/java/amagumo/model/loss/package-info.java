/** The losses that training minimises: functions of logits and labels in [0, 1], for DL4J's output layers. */
package amagumo.model.loss;
