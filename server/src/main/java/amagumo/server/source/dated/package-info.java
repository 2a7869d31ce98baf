/** Radar files that a server keeps by date, each at an address that its time gives. */
package amagumo.server.source.dated;
