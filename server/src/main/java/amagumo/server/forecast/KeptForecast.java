package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.KeptFile;
import amagumo.server.forecast.file.PackedProbabilities;
import amagumo.server.forecast.file.PackedRates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A forecast that is kept, ready to be shown: in memory is what it says of itself; its pictures are read from its file when they
 * are asked for, its fields as well, and kept while they are.
 */
public final class KeptForecast {

    private final ForecastHeader header;
    private final KeptFile file;
    private final InputFrames inputs;
    private final Observations observations;
    private final KeptFields fields;

    KeptForecast(
            ForecastHeader header, KeptFile file, InputFrames inputs, Observations observations, KeptFields fields) {
        this.header = header;
        this.file = file;
        this.inputs = inputs;
        this.observations = observations;
        this.fields = fields;
    }

    /** A lead time and the version of its picture. */
    public record Lead(Instant validTime, String pictureVersion) {}

    /**
     * The rain rate at a time.
     *
     * @param rateMmH mm/h, NaN where missing
     * @param probabilities of reaching the forecast's thresholds, 0 to 1, NaN where missing; none for what was observed, and where
     *     the forecast has no thresholds
     */
    public record RateAt(Instant validTime, float rateMmH, List<Float> probabilities) {

        public RateAt {
            probabilities = List.copyOf(probabilities);
        }
    }

    /** Where it came from, and all that it says of itself. */
    public ForecastHeader header() {
        return header;
    }

    /** Valid time of the last frame that was observed, UTC. */
    public Instant baseTime() {
        return header.baseTime();
    }

    /** What the nowcaster that made it calls itself. */
    public String madeBy() {
        return header.madeBy();
    }

    /** Where the cells lie. */
    public RadarGrid grid() {
        return header.grid();
    }

    /** Changes whenever anything else does but when it was made: 32 hexadecimal digits. */
    public String version() {
        return header.version();
    }

    /** The stored frames that it was made from. */
    public InputFrames inputs() {
        return inputs;
    }

    /** The leads, nearest first, one step apart, the first one step after the base time. */
    public List<Lead> leads() {
        return IntStream.rangeClosed(1, Nowcast.LEADS)
                .mapToObj(lead -> new Lead(validTime(lead), header.pictures().get(lead - 1)))
                .toList();
    }

    /** How many minutes after the base time something is; negative before it. */
    public long leadMinutes(Instant time) {
        return Duration.between(baseTime(), time).toMinutes();
    }

    /**
     * The picture of a lead.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     */
    public Picture picture(int lead) throws IOException {
        try (ForecastFile open = ForecastFile.open(file.path())) {
            return new Picture(open.png(lead), header.pictures().get(lead - 1));
        }
    }

    /** Which lead is so many minutes after the base time, 1 to {@link Nowcast#LEADS}; nothing if none is. */
    public OptionalInt leadAt(long leadMinutes) {
        long lead = leadMinutes / header.stepMinutes();
        boolean whole = leadMinutes % header.stepMinutes() == 0;
        return whole && lead >= 1 && lead <= Nowcast.LEADS ? OptionalInt.of((int) lead) : OptionalInt.empty();
    }

    /**
     * The field of a lead.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     * @return {@code [row][column]} in mm/h, to 0.01 mm/h, NaN where missing
     */
    public float[][] rates(int lead) throws IOException {
        return packed(lead).rates();
    }

    /**
     * The field of a lead as it is packed, in memory: what it is read from may be gone later.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     */
    public PackedRates packed(int lead) throws IOException {
        return fields.rates(file, header, lead);
    }

    /** The rain rates of which it has the probability of reaching them, mm/h, increasing; none if it has no probabilities. */
    public List<Float> thresholdsMmH() {
        return header.thresholdsMmH();
    }

    /**
     * The probabilities of reaching a threshold at a lead.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     * @param threshold its place among {@link #thresholdsMmH}
     * @return {@code [row][column]}, 0 to 1, to 0.01, NaN where missing
     */
    public float[][] probabilities(int lead, int threshold) throws IOException {
        return packedProbabilities(lead).probabilities(threshold);
    }

    /**
     * The probabilities of a lead as they are packed, in memory, of a forecast that has some.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     */
    public PackedProbabilities packedProbabilities(int lead) throws IOException {
        return fields.probabilities(file, header, lead);
    }

    /** The lead that is valid at a time, counted from 1; nothing if none is. */
    public OptionalInt leadAt(Instant validTime) {
        long seconds = Duration.between(baseTime(), validTime).toSeconds();
        long step = Duration.ofMinutes(header.stepMinutes()).toSeconds();
        long lead = seconds / step;
        return seconds % step == 0 && lead >= 1 && lead <= Nowcast.LEADS
                ? OptionalInt.of((int) lead)
                : OptionalInt.empty();
    }

    /** The forecast as a nowcaster made it, but for what is lost to 0.01 mm/h; its fields are read as they are asked for. */
    public Nowcast nowcast() {
        return new Nowcast(madeBy(), baseTime(), header.stepMinutes(), grid(), lead -> {
            try {
                return rates(lead);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What the frames that it was made from show, oldest first. */
    public List<Observation> observed() throws IOException {
        List<Observation> observed = new ArrayList<>();
        for (StoredFrame frame : inputs.frames()) {
            observed.add(observations.of(frame));
        }
        return observed;
    }

    /** What the frame of a time shows, which is one of those that it was made from. */
    Observation observed(Instant validTime) throws IOException {
        return observations.of(inputs.frames().stream()
                .filter(frame -> frame.validTime().equals(validTime))
                .findFirst()
                .orElseThrow());
    }

    /** Whether it was made from a frame of a time whose picture is of a version. */
    boolean shows(Instant validTime, String pictureVersion) {
        return header.inputs().stream()
                .anyMatch(input -> input.validTime().equals(validTime)
                        && input.pictureVersion().equals(pictureVersion));
    }

    /** Whether it was made from a version of the frame of a time. */
    boolean isMadeFrom(Instant validTime, FrameVersion version) {
        return header.inputs().stream()
                .anyMatch(input -> input.validTime().equals(validTime)
                        && input.frameVersion().equals(version.hex()));
    }

    /**
     * The rain rates at a place in order of time, observed ones first.
     *
     * @param latitude degrees
     * @param longitude degrees, -180 to 360
     * @return nothing if the place is outside the grid
     */
    public Optional<List<RateAt>> ratesAt(double latitude, double longitude) throws IOException {
        Optional<Cell> cell = Cell.at(grid(), latitude, longitude);
        return cell.isPresent() ? Optional.of(ratesAt(cell.get())) : Optional.empty();
    }

    /** The rain rates that are forecast for a cell. */
    public RateSeries leadRatesAt(Cell cell) throws IOException {
        NavigableMap<Instant, Float> rates = new TreeMap<>();
        leadRatesAt(List.of(cell)).forEach((time, rate) -> rates.put(time, rate[0]));
        return new RateSeries(header.stepMinutes(), rates);
    }

    /**
     * The rain rates that are forecast for cells, in mm/h, NaN where missing.
     *
     * @return by valid time, one rate a cell, in the order of the cells
     */
    NavigableMap<Instant, float[]> leadRatesAt(List<Cell> cells) throws IOException {
        NavigableMap<Instant, float[]> rates = new TreeMap<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            PackedRates packed = packed(lead);
            float[] ofCells = new float[cells.size()];
            for (int i = 0; i < ofCells.length; i++) {
                ofCells[i] = packed.rate(cells.get(i).row(), cells.get(i).column());
            }
            rates.put(validTime(lead), ofCells);
        }
        return rates;
    }

    private List<RateAt> ratesAt(Cell cell) throws IOException {
        List<RateAt> rates = new ArrayList<>();
        for (Observation observation : observed()) {
            KeptFrame frame = observation.frame();
            rates.add(new RateAt(frame.validTime(), frame.rate(cell.row(), cell.column()), List.of()));
        }
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            rates.add(new RateAt(
                    validTime(lead), packed(lead).rate(cell.row(), cell.column()), probabilitiesAt(lead, cell)));
        }
        return rates;
    }

    private List<Float> probabilitiesAt(int lead, Cell cell) throws IOException {
        List<Float> probabilities = new ArrayList<>();
        for (int threshold = 0; threshold < thresholdsMmH().size(); threshold++) {
            probabilities.add(packedProbabilities(lead).probability(threshold, cell.row(), cell.column()));
        }
        return probabilities;
    }

    private Instant validTime(int lead) {
        return baseTime().plus(Duration.ofMinutes((long) lead * header.stepMinutes()));
    }
}
