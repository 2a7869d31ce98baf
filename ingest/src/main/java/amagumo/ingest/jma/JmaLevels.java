package amagumo.ingest.jma;

import amagumo.ingest.radar.LevelTable;
import java.util.stream.IntStream;

/** Level tables of JMA's products, for writing files; readers take the table from the file. */
public final class JmaLevels {

    /**
     * The 251 levels of the 1 km rain composite, mm/h: 0, then bins of 0.1 to 2, of 0.25 to 5, of 0.5 to 10, of 1 to
     * 180 and of 2 to 256 mm/h, and one for everything above. A bin's value is its middle, to 0.01 mm/h; the first
     * bin's is its lower edge, 0.1, and the last one's 260.
     */
    public static final LevelTable RAIN_251 = new LevelTable(2, rain251());

    private JmaLevels() {}

    private static int[] rain251() {
        IntStream.Builder values = IntStream.builder();
        values.add(0).add(10);
        int edge = 20; // hundredths of a mm/h, as in the table
        for (int[] part : new int[][] {{10, 200}, {25, 500}, {50, 1000}, {100, 18_000}, {200, 25_600}}) {
            int width = part[0];
            for (; edge < part[1]; edge += width) {
                values.add((2 * edge + width + 1) / 2);
            }
        }
        return values.add(26_000).build().toArray();
    }
}
