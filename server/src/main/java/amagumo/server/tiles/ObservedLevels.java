package amagumo.server.tiles;

import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.server.render.LevelField;
import amagumo.server.render.RateLevels;

/** The levels of a radar frame as they are, or, if there are more than an octet counts, those of {@link RateLevels#FINE} that they reach. */
final class ObservedLevels implements DecodedField {

    private final RadarGrid grid;
    private final float[] values;
    private final byte[] levels;

    private ObservedLevels(RadarGrid grid, float[] values, byte[] levels) {
        this.grid = grid;
        this.values = values;
        this.levels = levels;
    }

    static ObservedLevels of(RadarFrame frame) {
        float[] values = frame.table().values();
        if (frame.levels() instanceof Levels.Bytes bytes && values.length <= LevelField.MAX_LEVELS) {
            return new ObservedLevels(frame.grid(), values, bytes.array());
        }
        byte[] levelOf = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            levelOf[i] = (byte) RateLevels.FINE.level(values[i]);
        }
        byte[] levels = new byte[frame.levels().size()];
        for (int cell = 0; cell < levels.length; cell++) {
            levels[cell] = levelOf[frame.levels().get(cell)];
        }
        return new ObservedLevels(frame.grid(), RateLevels.FINE.values(), levels);
    }

    @Override
    public RadarGrid grid() {
        return grid;
    }

    @Override
    public float[] values() {
        return values;
    }

    @Override
    public void read(int row, byte[] target) {
        System.arraycopy(levels, row * grid.nx(), target, 0, grid.nx());
    }

    @Override
    public long octets() {
        return levels.length;
    }
}
