/** Plots for people: how a training went. */
package amagumo.server.report;
