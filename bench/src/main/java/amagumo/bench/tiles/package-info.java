/** Tiles of all Japan. */
package amagumo.bench.tiles;
