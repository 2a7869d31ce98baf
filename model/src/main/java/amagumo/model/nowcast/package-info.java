/** Nowcasters: five frames in, fifteen out. */
package amagumo.model.nowcast;
