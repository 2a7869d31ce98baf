/** The tiles of JMA's public rain map as a source of frames. */
package amagumo.server.source.tiles;
