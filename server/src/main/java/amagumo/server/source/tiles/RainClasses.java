package amagumo.server.source.tiles;

import amagumo.ingest.radar.LevelTable;
import amagumo.server.render.ColourScale;
import amagumo.server.render.ColourScale.ColourClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes of rain intensity that a tile shows, and the level that stands for each in a frame: an entry's number in
 * the tile's palette is the level's number, but for entry 0, which shows nothing as 1 does. The value of a class is the
 * geometric mean of its bounds, mm/h to 0.01; of the last class, which has no upper bound, it is {@value #BEYOND_MM_H}.
 * Why: docs/decisions/0026.
 */
final class RainClasses {

    /** The first entry of the palette that shows rain. */
    static final int FIRST = 2;

    /** JMA's classes, ascending, with the colours of its map. */
    static final List<ColourClass> ALL = ColourScale.RAIN.classes();

    /** The entry behind the last one that shows rain. */
    static final int END = FIRST + ALL.size();

    /** The level of a cell that radar sees and where there is nothing to show. */
    static final int DRY = 1;

    /** What a class without an upper bound stands for. */
    private static final int BEYOND_MM_H = 100;

    /** Level 1 is 0 mm/h; the classes follow. */
    static final LevelTable LEVELS = new LevelTable(2, hundredths());

    private RainClasses() {}

    /** What the values of frames made from tiles are, in a sentence that their readers are given. */
    static String provenance() {
        return IntStream.range(0, ALL.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%s as %.2f", bounds(i), LEVELS.value(FIRST + i)))
                .collect(Collectors.joining(", ", "from colour classes of JMA's map tiles, in mm/h: ", ""));
    }

    private static String bounds(int index) {
        return index + 1 < ALL.size()
                ? "%s to %s"
                        .formatted(
                                text(ALL.get(index).from()),
                                text(ALL.get(index + 1).from()))
                : "%s and more".formatted(text(ALL.get(index).from()));
    }

    private static String text(float bound) {
        return bound == (int) bound ? String.valueOf((int) bound) : String.valueOf(bound);
    }

    private static int[] hundredths() {
        int[] values = new int[END - 1];
        for (int i = 0; i + 1 < ALL.size(); i++) {
            double product = (double) ALL.get(i).from() * ALL.get(i + 1).from();
            values[FIRST - 1 + i] = (int) Math.round(100 * Math.sqrt(product));
        }
        values[END - 2] = 100 * BEYOND_MM_H;
        return values;
    }
}
