package amagumo.server.tiles;

import amagumo.server.render.Palette;

/**
 * How tiles look.
 *
 * @param palette their colours
 * @param smooth whether values between cells are interpolated; else each pixel shows the cell that it lies in
 */
public record TileStyle(Palette palette, boolean smooth) {}
