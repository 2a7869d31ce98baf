/** Forecasts as members: fields as radar might see them, whose spread is that of a probability forecast. */
package amagumo.model.ensemble;
