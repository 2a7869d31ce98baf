package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups the fields of files into series: one for each quantity, grid and interval length. */
public final class SeriesOfFields {

    private SeriesOfFields() {}

    /**
     * Groups fields into series, each in order of time.
     *
     * @param fields in any order
     * @throws IOException if two fields of a series have the same time
     */
    public static List<FieldSeries> of(List<ExportField> fields) throws IOException {
        List<List<ExportField>> groups = new ArrayList<>();
        for (ExportField field : fields) {
            groups.stream()
                    .filter(group -> belongTogether(group.get(0), field))
                    .findFirst()
                    .orElseGet(() -> {
                        List<ExportField> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(field);
        }
        List<FieldSeries> series = new ArrayList<>();
        for (List<ExportField> group : groups) {
            series.add(series(group));
        }
        return series;
    }

    private static boolean belongTogether(ExportField a, ExportField b) {
        return Quantity.of(a.head()).equals(Quantity.of(b.head()))
                && a.head().product().intervalMinutes() == b.head().product().intervalMinutes()
                && a.grid().sameCellsAs(b.grid());
    }

    private static FieldSeries series(List<ExportField> group) throws IOException {
        group.sort(Comparator.comparing(field -> field.head().validTime()));
        List<Instant> times =
                group.stream().map(field -> field.head().validTime()).toList();
        Quantity quantity = Quantity.of(group.get(0).head());
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).equals(times.get(i - 1))) {
                throw new IOException("there are two fields of %s at %s".formatted(quantity.longName(), times.get(i)));
            }
        }
        RadarGrid grid = group.get(0).grid();
        int interval = group.get(0).head().product().intervalMinutes();
        SeriesAxis axis = new SeriesAxis.Times(times, interval);
        return new FieldSeries(quantity, grid, axis, index -> group.get(index).open());
    }
}
