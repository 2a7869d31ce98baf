/** Plots and pages for people: how a training went and how good nowcasts are. */
package amagumo.server.report;
