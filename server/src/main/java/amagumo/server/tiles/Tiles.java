package amagumo.server.tiles;

import amagumo.server.cache.MadeOnce;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Picture;
import amagumo.server.render.MapWindow;
import amagumo.server.render.Palette;
import amagumo.server.render.TileDrawing;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pictures of windows of the map, each drawn once while it is asked for. Those of one colour all over, such as of dry weather and
 * of the rest of the world, are shared. Memory is bounded whatever is asked for. For several threads at once; who asks for a tile
 * that is being drawn waits for it.
 */
public final class Tiles {

    private static final long MOST_OCTETS_OF_FIELDS = 192L << 20;
    private static final long MOST_OCTETS_OF_PICTURES = 64L << 20;

    /** What an entry takes besides its picture. */
    private static final int OCTETS_OF_ENTRY = 256;

    private final Fields fields;
    private final Listing listing;
    private final DecodedFields decoded;
    private final MadeOnce<Key, Picture> drawn;
    private final Map<Plain, Picture> plain = new ConcurrentHashMap<>();

    private record Key(Object field, MapWindow window, TileStyle style) {}

    /** There are as many as edges, palettes and their colours: some hundreds of small ones at most. */
    private record Plain(byte index, int edge, Palette palette) {}

    /** With an eighth of the heap for fields and half as much for pictures, if they need so much. */
    public Tiles(Forecasts forecasts) {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        this.fields = new Fields(forecasts);
        this.listing = new Listing(forecasts);
        this.decoded = new DecodedFields(forecasts.frames(), Math.min(MOST_OCTETS_OF_FIELDS, eighth));
        this.drawn = new MadeOnce<>(
                Math.min(MOST_OCTETS_OF_PICTURES, eighth / 2), picture -> OCTETS_OF_ENTRY + picture.png().length);
    }

    /** What there are tiles of. */
    public Fields fields() {
        return fields;
    }

    /** The times of which there are tiles now. */
    public Listing listing() {
        return listing;
    }

    /**
     * The picture of a window.
     *
     * @throws IOException if the field is damaged, or its file is gone
     */
    public Picture draw(Field field, MapWindow window, TileStyle style) throws IOException {
        if (window.misses(field.grid())) {
            return plain(TileDrawing.MISSING, window.edge(), style.palette());
        }
        return drawn.get(new Key(field.key(), window, style), () -> make(field, window, style));
    }

    private Picture make(Field field, MapWindow window, TileStyle style) throws IOException {
        DecodedField levels = decoded.of(field);
        byte[] indices = style.smooth()
                ? TileDrawing.smoothed(levels, window, style.palette())
                : TileDrawing.nearest(levels, window, style.palette());
        return isPlain(indices)
                ? plain(indices[0], window.edge(), style.palette())
                : Picture.of(TileDrawing.png(indices, window.edge(), style.palette()));
    }

    private Picture plain(byte index, int edge, Palette palette) {
        return plain.computeIfAbsent(
                new Plain(index, edge, palette),
                wanted -> Picture.of(TileDrawing.plain(wanted.index(), wanted.edge(), wanted.palette())));
    }

    private static boolean isPlain(byte[] indices) {
        for (byte index : indices) {
            if (index != indices[0]) {
                return false;
            }
        }
        return true;
    }
}
