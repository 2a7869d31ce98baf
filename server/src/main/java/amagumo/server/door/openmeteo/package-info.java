/**
 * The words of Open-Meteo's forecast of places, {@code /v1/forecast}: its parameters, times, units, errors, and both of
 * its formats.
 */
package amagumo.server.door.openmeteo;
