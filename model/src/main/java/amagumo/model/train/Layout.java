package amagumo.model.train;

/** Where the pixels of a square frame, laid in one way, stand among the channels of the network's positions. */
final class Layout {

    /** Of each pixel, row by row, the place in {@code [row, column, channel]}. */
    private final int[] places;

    /**
     * @param side of the frame in pixels, a multiple of {@code patch}
     * @param patch side of the square of pixels that is one position, its pixel (r, c) the channel {@code r * patch + c}
     * @param channels of a position, at least those of its pixels
     */
    Layout(Symmetry symmetry, int side, int patch, int channels) {
        places = new int[side * side];
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                int position = r / patch * (side / patch) + c / patch;
                places[symmetry.from(r, c, side)] = position * channels + r % patch * patch + c % patch;
            }
        }
    }

    /**
     * Lays a frame.
     *
     * @param frame {@code [row][column]}
     * @param positions out: {@code [row, column, channel]}; other channels stay as they are
     */
    void put(float[][] frame, float[] positions) {
        int k = 0;
        for (float[] row : frame) {
            for (float pixel : row) {
                positions[places[k++]] = pixel;
            }
        }
    }
}
