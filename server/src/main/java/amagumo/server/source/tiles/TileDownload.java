package amagumo.server.source.tiles;

import amagumo.server.outgoing.Fetched;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Validators;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches the tiles of one frame, a few at a time. A tile that came is not asked for again when another one did not and the
 * frame is tried anew. For one thread.
 */
final class TileDownload {

    private static final int AT_A_TIME = 4;

    /** Tiles of JMA's are a few KB; 256 x 256 pixels of 4 bits are 32 KB before they are compressed. */
    private static final int MAX_OCTETS = 256 << 10;

    /** The widest that JMA serves: all of Japan lies on a few, so that it hardly ever rains on none of them. */
    private static final int WIDE_ZOOM = 4;

    private final HttpFetcher fetcher;
    private final List<Tile> tiles;
    private final Map<Tile, Optional<byte[]>> come = new ConcurrentHashMap<>();
    private URI frame = URI.create("");

    /**
     * @param tiles of every frame
     */
    TileDownload(HttpFetcher fetcher, List<Tile> tiles) {
        this.fetcher = fetcher;
        this.tiles = tiles;
    }

    /**
     * The palette's entries of each tile of a frame.
     *
     * @param address of the frame, to which a tile's path is relative
     * @throws UnexpectedTileException if a tile is not as expected, or the frame is not there
     * @throws OutgoingException if one cannot be fetched
     */
    Map<Tile, byte[]> entries(URI address) throws IOException, InterruptedException, UnexpectedTileException {
        if (!address.equals(frame)) {
            come.clear();
            frame = address;
        }
        fetchMissing();
        if (come.values().stream().allMatch(Optional::isEmpty) && !isThere()) {
            throw new UnexpectedTileException("none of its tiles is there");
        }
        Map<Tile, byte[]> entries = new HashMap<>();
        for (Tile tile : tiles) {
            Optional<byte[]> png = come.get(tile);
            entries.put(tile, png.isPresent() ? entries(tile, png.get()) : ClassTile.EMPTY);
        }
        return entries;
    }

    /**
     * Whether a frame is on the server of which no tile is. A tile that is not there has no rain on it; whether it is dry on all
     * of them, or the frame was taken off the server, the wide tiles around them tell.
     */
    private boolean isThere() throws IOException, InterruptedException, UnexpectedTileException {
        for (Tile wide :
                tiles.stream().map(tile -> tile.at(WIDE_ZOOM)).distinct().toList()) {
            Optional<byte[]> png = fetch(wide);
            if (png.isPresent()) {
                entries(wide, png.get());
                return true;
            }
        }
        return false;
    }

    private static byte[] entries(Tile tile, byte[] png) throws UnexpectedTileException {
        try {
            return ClassTile.entries(png);
        } catch (UnexpectedTileException e) {
            throw new UnexpectedTileException("tile %s is not as expected: %s".formatted(tile.path(), e.getMessage()));
        }
    }

    private void fetchMissing() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, work -> {
            Thread thread = new Thread(work, "tiles");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> underway = new ArrayList<>();
            for (Tile tile : tiles) {
                if (!come.containsKey(tile)) {
                    underway.add(threads.submit(() -> {
                        come.put(tile, fetch(tile));
                        return tile;
                    }));
                }
            }
            for (Future<?> one : underway) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a tile could not be fetched", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<byte[]> fetch(Tile tile) throws IOException, InterruptedException {
        URI address = frame.resolve(tile.path());
        Fetched fetched = fetcher.fetch(address, Validators.NONE, MAX_OCTETS);
        return fetched instanceof Fetched.Document document ? Optional.of(document.octets()) : Optional.empty();
    }
}
