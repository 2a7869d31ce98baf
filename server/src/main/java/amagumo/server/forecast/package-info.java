/** Forecasts of a store: made when new frames arrive, kept on the disk, found again. */
package amagumo.server.forecast;
