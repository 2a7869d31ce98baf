/** Radar files that somebody else puts into a directory. */
package amagumo.server.source.directory;
