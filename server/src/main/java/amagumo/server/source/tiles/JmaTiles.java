package amagumo.server.source.tiles;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.AppendResult;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoreException;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.outgoing.Fetched;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Validators;
import amagumo.server.source.PollResult;
import amagumo.server.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tiles of JMA's public rain map: a frame each 5 minutes, the last three hours, on the 1 km grid, newest first. Rates
 * are those of {@link RainClasses}; cells that no radar sees ({@link RadarCoverage}) are missing. Layout of the addresses:
 *
 * <pre>
 * {address}/targetTimes_N1.json
 * {address}/{time}/none/{time}/surf/hrpns/{zoom}/{x}/{y}.png      time: yyyyMMddHHmmss, UTC
 * </pre>
 *
 * Not for several threads.
 */
public final class JmaTiles implements Source {

    /** Whom the frames are from, as the Public Data License (PDL1.0) wants it shown. */
    public static final String CREDIT = "出典：気象庁「雨雲の動き」（https://www.jma.go.jp/bosai/nowc/）を加工して作成";

    /** Enough for a forecast, which so stands before the other frames come. */
    private static final int FRAMES_A_POLL = 5;

    private static final int STEP_MINUTES = 5;
    private static final int RAIN_OF_5_MINUTES = 203;

    /** Three hours of times are some 4 KB. */
    private static final int MAX_LIST_OCTETS = 256 << 10;

    private final URI address;
    private final HttpFetcher fetcher;
    private final BoundingBox box;
    private final FrameStore store;
    private final TileGrid grid;
    private final TileDownload download;
    private final Set<ListedFrame> passedOver = new HashSet<>();
    private final Map<ListedFrame, Integer> failures = new HashMap<>();
    private Validators validators = Validators.NONE;
    private List<ListedFrame> listed = List.of();

    private JmaTiles(URI address, HttpFetcher fetcher, BoundingBox box, FrameStore store, TileGrid grid) {
        this.address = address;
        this.fetcher = fetcher;
        this.box = box;
        this.store = store;
        this.grid = grid;
        this.download = new TileDownload(fetcher, grid.tiles());
    }

    /**
     * The source of a store, which is made if it is not there.
     *
     * @param directory of the store
     * @param box which part of the map is stored
     * @param address of the tiles, without a slash at the end
     * @throws UnseenAreaException if JMA's radars see nothing of the box
     * @throws StoreException if the store holds other frames
     */
    public static JmaTiles open(Path directory, BoundingBox box, URI address, HttpFetcher fetcher) throws IOException {
        CellBox cells = cells(box);
        BitSet seen = RadarCoverage.in(cells);
        if (seen.isEmpty()) {
            throw new UnseenAreaException("JMA's radars see nothing from %s to %s N and %s to %s E"
                    .formatted(box.south(), box.north(), box.west(), box.east()));
        }
        RadarGrid grid = BlockMosaic.GRID_1_KM.crop(cells);
        EncodedFrame example = encoded(Instant.EPOCH, grid, new byte[(int) grid.cells()]);
        StoreDescription description =
                StoreDescription.of(example, Optional.of(box), Optional.of(RainClasses.provenance()));
        FrameStore store = FrameStore.openOrMake(directory, description);
        return new JmaTiles(address, fetcher, box, store, new TileGrid(grid, seen));
    }

    private static CellBox cells(BoundingBox box) throws UnseenAreaException {
        try {
            return BlockMosaic.GRID_1_KM.cellsIn(box);
        } catch (IllegalArgumentException e) {
            throw new UnseenAreaException(e.getMessage());
        }
    }

    /** Where its frames are kept. */
    public Path store() {
        return store.directory();
    }

    @Override
    public PollResult poll() throws IOException, InterruptedException {
        refreshList();
        look();
        List<String> refused = new ArrayList<>();
        List<ListedFrame> wanted = new ArrayList<>();
        Instant latest = Instant.now().plus(ClockBound.DEFAULT_MAX_AHEAD);
        for (ListedFrame frame : listed) {
            Optional<String> untimely = untimely(frame, latest);
            if (untimely.isPresent()) {
                refused.add(sentence(frame, untimely.get()));
            } else if (!store.contains(frame.validTime()) && !passedOver.contains(frame)) {
                wanted.add(frame);
            }
        }
        wanted.sort(Comparator.comparing(this::failsAgain)); // it does not hold up the others
        List<ListedFrame> batch = wanted.subList(0, Math.min(FRAMES_A_POLL, wanted.size()));
        int skipped = listed.size() - refused.size() - wanted.size();
        int added = 0;
        if (!batch.isEmpty()) {
            List<String> unsuitable = bring(batch);
            look();
            refused.addAll(unsuitable);
            added = batch.size() - unsuitable.size();
        }
        List<Instant> times = store.times();
        return new PollResult(
                added,
                skipped,
                refused,
                times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1)),
                wanted.size() - batch.size());
    }

    /** Looks at the store; who took a frame out of it does not want it again. */
    private void look() throws IOException {
        store.refresh().removed().forEach(time -> passedOver.add(new ListedFrame(time)));
    }

    /** Why a frame is not asked for: its time cannot be, whoever's clock is wrong. */
    private static Optional<String> untimely(ListedFrame frame, Instant latest) {
        if (frame.validTime().isAfter(latest)) {
            return Optional.of("it is more than %d minutes ahead of this machine's clock"
                    .formatted(ClockBound.DEFAULT_MAX_AHEAD.toMinutes()));
        }
        return frame.validTime().getEpochSecond() % (60 * STEP_MINUTES) == 0
                ? Optional.empty()
                : Optional.of("it is between two steps of %d minutes".formatted(STEP_MINUTES));
    }

    private static String sentence(ListedFrame frame, String reason) {
        return "the frame of %s: %s".formatted(frame.validTime(), reason);
    }

    private void refreshList() throws IOException, InterruptedException {
        URI list = URI.create(address + "/targetTimes_N1.json");
        Fetched fetched = fetcher.fetch(list, validators, MAX_LIST_OCTETS);
        if (fetched instanceof Fetched.Document document) {
            try {
                listed = ListedFrame.of(document.octets());
            } catch (IOException e) {
                throw new OutgoingException(list, "not a list of times: %s".formatted(firstLine(e.getMessage())));
            }
            validators = document.validators();
            passedOver.retainAll(listed);
            failures.keySet().retainAll(listed);
        } else if (fetched instanceof Fetched.Absent) {
            throw new OutgoingException(list, "there is no list of times");
        }
    }

    /**
     * Stores frames; returns why which of them was not stored.
     *
     * @throws OutgoingException if the server fails: for a frame that has not failed again and again, or for each of several
     */
    private List<String> bring(List<ListedFrame> batch) throws IOException, InterruptedException {
        List<String> notStored = new ArrayList<>();
        int failed = 0;
        for (ListedFrame frame : batch) {
            try {
                Optional<String> refusal = bring(frame);
                if (refusal.isPresent()) {
                    notStored.add(sentence(frame, refusal.get()));
                    passedOver.add(frame);
                }
                failures.remove(frame);
            } catch (OutgoingException e) {
                boolean known = failsAgain(frame);
                failures.merge(frame, 1, Integer::sum);
                failed++;
                if (!known || failed == batch.size() && failed > 1) {
                    throw e;
                }
                notStored.add(sentence(frame, e.getMessage()));
            }
        }
        return notStored;
    }

    /** After its first failure it goes on at once where it was, with the tiles that have come. */
    private boolean failsAgain(ListedFrame frame) {
        return failures.getOrDefault(frame, 0) > 1;
    }

    private Optional<String> bring(ListedFrame frame) throws IOException, InterruptedException {
        URI tiles = URI.create(
                "%s/%s/none/%s/surf/%s/".formatted(address, frame.name(), frame.name(), ListedFrame.ELEMENT));
        byte[] levels;
        try {
            levels = grid.levels(download.entries(tiles));
        } catch (UnexpectedTileException e) {
            return Optional.of(e.getMessage());
        }
        EncodedFrame encoded = encoded(frame.validTime(), store.grid(), levels);
        // Others may write to the store while tiles are on their way.
        try (StoreWriter writer = StoreWriter.open(store.directory(), Optional.of(box))) {
            AppendResult result = writer.append(List.of(encoded), false).get(0);
            return result instanceof AppendResult.Refused other ? Optional.of(other.reason()) : Optional.empty();
        }
    }

    private static EncodedFrame encoded(Instant validTime, RadarGrid grid, byte[] levels) {
        RadarFrame frame = new RadarFrame(validTime, STEP_MINUTES, grid, RainClasses.LEVELS, Levels.ofBytes(levels));
        return EncodedFrame.of(
                Identification.jmaAnalysis(validTime),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, validTime, STEP_MINUTES),
                frame,
                Byte.SIZE);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not JSON");
    }
}
