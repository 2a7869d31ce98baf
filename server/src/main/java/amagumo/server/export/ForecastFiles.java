package amagumo.server.export;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.Layers;
import amagumo.ingest.export.Quantity;
import amagumo.ingest.export.SeriesAxis;
import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.model.ensemble.Ensemble;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.LeadsAhead;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.render.FramePng;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Writes forecasts as NetCDF, GRIB2, CoverageJSON or pictures, with two leads in memory at a time; probabilities as NetCDF, with one. */
public final class ForecastFiles {

    /** JMA's parameter numbers for rain over 10 minutes and over any shorter interval. */
    private static final int RAIN_OF_10_MINUTES = 201;

    private static final int RAIN_OF_5_MINUTES = 203;
    private static final int BITS = 8;
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private ForecastFiles() {}

    /**
     * NetCDF-3 with 64-bit offsets: {@code float rainfall_rate[time][lat][lon]}.
     *
     * @param provenance as {@link SeriesFile}'s
     * @param written told of each lead (1 and up) once it is computed
     */
    public static void netcdf(Path file, Nowcast nowcast, String provenance, IntConsumer written) throws IOException {
        try (LeadsAhead leads = new LeadsAhead(nowcast)) {
            AtomicFile.replace(file, series(nowcast, leads, provenance, written)::netcdf);
        }
    }

    /**
     * CoverageJSON: one coverage of all leads.
     *
     * @param provenance as {@link SeriesFile}'s
     * @param written told of each lead (1 and up) once it is computed
     */
    public static void coverageJson(Path file, Nowcast nowcast, String provenance, IntConsumer written)
            throws IOException {
        try (LeadsAhead leads = new LeadsAhead(nowcast)) {
            AtomicFile.replace(file, series(nowcast, leads, provenance, written)::coverageJson);
        }
    }

    private static SeriesFile series(Nowcast nowcast, LeadsAhead leads, String provenance, IntConsumer written) {
        SeriesAxis axis = new SeriesAxis.Forecast(nowcast.baseTime(), nowcast.stepMinutes(), Nowcast.LEADS);
        FieldSeries series = new FieldSeries(Quantity.RAINFALL_RATE, nowcast.grid(), axis, index -> {
            float[][] rates = leads.next();
            written.accept(index + 1);
            return row -> rates[row];
        });
        return new SeriesFile("Precipitation nowcast", "amagumo " + nowcast.madeBy(), provenance, series);
    }

    /**
     * NetCDF-3 with 64-bit offsets: {@code short exceedance_probability[time][threshold][lat][lon]}, in steps of a ten
     * thousandth.
     *
     * @param provenance as {@link SeriesFile}'s
     * @param written told of each lead (1 and up) once it is computed
     */
    public static void netcdf(Path file, Exceedance exceedance, String provenance, IntConsumer written)
            throws IOException {
        SeriesAxis axis = new SeriesAxis.Forecast(exceedance.baseTime(), exceedance.stepMinutes(), Nowcast.LEADS);
        List<Float> thresholds = Exceedance.THRESHOLDS_MM_H;
        List<float[][]> lead = new ArrayList<>();
        FieldSeries series = new FieldSeries(
                Quantity.EXCEEDANCE_PROBABILITY, exceedance.grid(), axis, new Layers.Thresholds(thresholds), index -> {
                    if (index % thresholds.size() == 0) {
                        lead.clear();
                        lead.addAll(exceedance.probabilities(index / thresholds.size() + 1));
                        written.accept(index / thresholds.size() + 1);
                    }
                    return row -> lead.get(index % thresholds.size())[row];
                });
        SeriesFile probabilities =
                new SeriesFile("Probabilities of precipitation", "amagumo " + exceedance.madeBy(), provenance, series);
        AtomicFile.replace(file, probabilities::netcdf);
    }

    /**
     * NetCDF-3 with 64-bit offsets: {@code float rainfall_rate[time][realization][lat][lon]}.
     *
     * @param provenance as {@link SeriesFile}'s
     * @param written told of each field, 1 and up, once it is computed
     */
    public static void netcdf(Path file, Ensemble ensemble, String provenance, IntConsumer written) throws IOException {
        SeriesAxis axis = new SeriesAxis.Forecast(ensemble.baseTime(), ensemble.stepMinutes(), Nowcast.LEADS);
        List<Ensemble.Members> lead = new ArrayList<>();
        Layers layers = new Layers.Realizations(ensemble.members());
        FieldSeries series = new FieldSeries(Quantity.RAINFALL_RATE, ensemble.grid(), axis, layers, index -> {
            if (index % ensemble.members() == 0) {
                lead.clear();
                lead.add(ensemble.members(index / ensemble.members() + 1));
            }
            float[][] rates = lead.get(0).rates(index % ensemble.members() + 1);
            written.accept(index + 1);
            return row -> rates[row];
        });
        SeriesFile members = new SeriesFile(
                "Members of a precipitation nowcast", "amagumo members of " + ensemble.madeBy(), provenance, series);
        AtomicFile.replace(file, members::netcdf);
    }

    /** GRIB2: one message per lead, product template 4.8, JMA's 251 levels, with each rate at the nearest one. */
    public static void grib2(Path file, Nowcast nowcast, IntConsumer written) throws IOException {
        AtomicFile.replace(file, place -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(place));
                    LeadsAhead leads = new LeadsAhead(nowcast)) {
                for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                    out.write(message(nowcast, lead, leads.next()));
                    written.accept(lead);
                }
            }
        });
    }

    /**
     * Pictures with Web Mercator rows, one per lead, named by their valid times, such as {@code 20240301T000500Z.png}.
     */
    public static void pictures(Path directory, Nowcast nowcast, IntConsumer written) throws IOException {
        Files.createDirectories(directory);
        try (LeadsAhead leads = new LeadsAhead(nowcast)) {
            for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                byte[] png = FramePng.mercator(leads.next(), nowcast.grid());
                Path file = directory.resolve(FILE_TIME.format(nowcast.validTime(lead)) + ".png");
                AtomicFile.replace(file, place -> Files.write(place, png));
                written.accept(lead);
            }
        }
    }

    /** A lead (1 and up) as one GRIB2 message of the kind that {@link #grib2} writes. */
    public static byte[] message(Nowcast nowcast, int lead) {
        return message(nowcast, lead, nowcast.rates(lead));
    }

    private static byte[] message(Nowcast nowcast, int lead, float[][] rates) {
        int step = nowcast.stepMinutes();
        ProductDefinition product = ProductDefinition.forecastRain(
                step == 10 ? RAIN_OF_10_MINUTES : RAIN_OF_5_MINUTES, nowcast.validTime(lead), lead * step, step);
        RadarFrame frame = new RadarFrame(
                nowcast.validTime(lead),
                step,
                nowcast.grid(),
                JmaLevels.RAIN_251,
                levels(rates, nowcast.grid(), JmaLevels.RAIN_251));
        return GribWriter.write(Identification.forecast(nowcast.baseTime()), product, frame, BITS);
    }

    private static Levels levels(float[][] rates, RadarGrid grid, LevelTable table) {
        byte[] levels = new byte[Math.toIntExact(grid.cells())];
        for (int r = 0; r < grid.ny(); r++) {
            for (int c = 0; c < grid.nx(); c++) {
                float rate = rates[r][c];
                // Most cells are dry.
                levels[r * grid.nx() + c] = (byte) (rate == 0 ? 1 : table.nearestLevel(rate));
            }
        }
        return Levels.ofBytes(levels);
    }
}
