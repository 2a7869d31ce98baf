package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.util.Arrays;
import java.util.Random;

/** A field of a test's own. */
final class TestField implements LevelField {

    static final byte MISSING = 0, DRY = 1, HEAVY = 8;

    private static final float[] VALUES = {Float.NaN, 0, 0.1f, 0.5f, 1, 5, 9.99f, 20, 40, 80, 200};

    private final RadarGrid grid;
    private final byte[] levels;

    private TestField(RadarGrid grid, byte[] levels) {
        this.grid = grid;
        this.levels = levels;
    }

    static TestField dry(RadarGrid grid) {
        byte[] levels = new byte[(int) grid.cells()];
        Arrays.fill(levels, DRY);
        return new TestField(grid, levels);
    }

    static TestField random(RadarGrid grid, Random random) {
        byte[] levels = new byte[(int) grid.cells()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) random.nextInt(VALUES.length);
        }
        return new TestField(grid, levels);
    }

    void set(int row, int column, byte level) {
        levels[row * grid.nx() + column] = level;
    }

    float value(int row, int column) {
        return VALUES[levels[row * grid.nx() + column]];
    }

    @Override
    public RadarGrid grid() {
        return grid;
    }

    @Override
    public float[] values() {
        return VALUES.clone();
    }

    @Override
    public void read(int row, byte[] target) {
        System.arraycopy(levels, row * grid.nx(), target, 0, grid.nx());
    }
}
