package amagumo.ingest.store;

import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;

/** How much of a frame is wet. */
final class Wetness {

    /** The rain rate from which on a cell is wet. */
    static final float WET_MM_H = 0.5f;

    private Wetness() {}

    /** The share of the non-missing cells that are wet, 0 where all are missing. */
    static float of(RadarFrame frame) {
        LevelTable table = frame.table();
        boolean[] wetLevel = new boolean[table.maxLevel() + 1];
        for (int level = 1; level < wetLevel.length; level++) {
            wetLevel[level] = table.value(level) >= WET_MM_H;
        }
        Levels levels = frame.levels();
        long seen = 0;
        long wet = 0;
        for (int cell = 0; cell < levels.size(); cell++) {
            int level = levels.get(cell);
            seen += level == 0 ? 0 : 1;
            wet += wetLevel[level] ? 1 : 0;
        }
        return seen == 0 ? 0 : (float) ((double) wet / seen);
    }
}
