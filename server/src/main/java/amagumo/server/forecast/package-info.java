/** Forecasts of a store: made when new frames arrive, kept in memory for a while, found again. */
package amagumo.server.forecast;
