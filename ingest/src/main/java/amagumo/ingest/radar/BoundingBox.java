package amagumo.ingest.radar;

/**
 * A box of latitudes and longitudes in degrees, south below north and west below east.
 *
 * @param south southern edge, -90 to 90
 * @param west western edge, -180 to 360
 * @param north northern edge, above {@code south}
 * @param east eastern edge, above {@code west}
 */
public record BoundingBox(double south, double west, double north, double east) {

    public BoundingBox {
        if (!(south >= -90 && north <= 90 && south < north)) {
            throw new IllegalArgumentException(
                    "south %s and north %s are not two latitudes, south first".formatted(south, north));
        }
        if (!(west >= -180 && east <= 360 && west < east)) {
            throw new IllegalArgumentException(
                    "west %s and east %s are not two longitudes, west first".formatted(west, east));
        }
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
