/** How good the kept forecasts were: scored as the observations arrive, their sums kept in the database. */
package amagumo.server.verification;
