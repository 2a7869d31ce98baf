/** A year of radar files through the server's sources. */
package amagumo.bench.source;
