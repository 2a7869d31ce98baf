package amagumo.ingest.radar;

/**
 * A box of latitudes and longitudes in degrees. Longitudes may be given modulo 360, so a box may lie across any
 * meridian; they are kept with the western one from -180 to below 180 and the eastern one at most 360 beyond it.
 *
 * @param south southern edge, -90 to 90
 * @param west western edge
 * @param north northern edge, above {@code south}
 * @param east eastern edge; a number below {@code west} is taken to lie beyond 180 or 360 if that makes a box of at
 *     most 180 degrees
 */
public record BoundingBox(double south, double west, double north, double east) {

    /** A wider box written east first is more likely a mistake than meant to go around the globe. */
    private static final double WIDEST_ACROSS = 180;

    public BoundingBox {
        if (!(south >= -90 && north <= 90 && south < north)) {
            throw new IllegalArgumentException(
                    "south %s and north %s are not two latitudes, south first".formatted(south, north));
        }
        double width = east > west ? east - west : east + Longitudes.TURN - west;
        double widest = east > west ? Longitudes.TURN : WIDEST_ACROSS;
        if (!(Math.abs(west) <= Longitudes.TURN && Math.abs(east) <= 2 * Longitudes.TURN && east != west)
                || !(width > 0 && width <= widest)) {
            throw new IllegalArgumentException(
                    "west %s and east %s are not two longitudes, west first".formatted(west, east));
        }
        double western = Longitudes.wrap(west);
        east = western == west && east > west ? east : western + width;
        west = western;
    }

    /**
     * Reads {@code south,west,north,east} in degrees.
     *
     * @throws IllegalArgumentException if the text is not four numbers that make a box
     */
    public static BoundingBox parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'%s' is not S,W,N,E".formatted(text));
        }
        double[] edges = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                edges[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'%s' in '%s' is not a number".formatted(parts[i], text), e);
            }
        }
        return new BoundingBox(edges[0], edges[1], edges[2], edges[3]);
    }
}
