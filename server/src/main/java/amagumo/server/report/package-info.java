/** Plots and pages for people: how a training went, how good nowcasts are. */
package amagumo.server.report;
