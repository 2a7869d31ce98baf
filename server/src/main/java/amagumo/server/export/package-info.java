/** Fields and forecasts in files that other programs read. */
package amagumo.server.export;
