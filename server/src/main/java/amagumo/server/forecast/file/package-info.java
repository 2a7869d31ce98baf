/** Forecasts on the disk: one file a forecast, found by its name, readable picture by picture and row by row. */
package amagumo.server.forecast.file;
