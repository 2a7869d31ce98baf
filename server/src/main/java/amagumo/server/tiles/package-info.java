/** Tiles of the map: which field one is drawn of, fields decoded once, pictures drawn once. */
package amagumo.server.tiles;
