/** Nowcasters scored side by side on windows of observed rain. */
package amagumo.model.evaluation;
