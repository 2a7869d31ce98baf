/** Learning rates by training step. */
package amagumo.model.schedule;
