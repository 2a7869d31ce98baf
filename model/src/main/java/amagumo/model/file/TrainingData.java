package amagumo.model.file;

import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;

/**
 * One store that a model was trained on.
 *
 * @param store its name
 * @param rows rows of its grid
 * @param columns columns of its grid
 * @param cellKm side of its cells, see {@link #cellKm(RadarGrid)}
 * @param stepMinutes time between two frames
 * @param firstTime valid time of its first frame, UTC
 * @param lastTime valid time of its last frame, UTC
 * @param frames how many frames it had
 * @param trainingWindows how many windows training drew from
 * @param validationWindows how many windows were set aside for validation
 */
public record TrainingData(
        String store,
        int rows,
        int columns,
        double cellKm,
        int stepMinutes,
        Instant firstTime,
        Instant lastTime,
        int frames,
        int trainingWindows,
        int validationWindows) {

    private static final double KM_PER_DEGREE = 111.2;

    /** Whether another training's store had the same name, cells and step. */
    boolean isOfSameStoreAs(TrainingData other) {
        return store.equals(other.store)
                && rows == other.rows
                && columns == other.columns
                && cellKm == other.cellKm
                && stepMinutes == other.stepMinutes;
    }

    /** The same store, from the first to the last frame that either training saw. */
    TrainingData spanning(TrainingData other) {
        return new TrainingData(
                store,
                rows,
                columns,
                cellKm,
                stepMinutes,
                other.firstTime.isBefore(firstTime) ? other.firstTime : firstTime,
                other.lastTime.isAfter(lastTime) ? other.lastTime : lastTime,
                frames,
                trainingWindows,
                validationWindows);
    }

    /** Side of a square with the area of a cell in the middle of the grid, in km, rounded to metres. */
    public static double cellKm(RadarGrid grid) {
        double middle = Math.toRadians((grid.north() + grid.south()) / 2);
        double km = KM_PER_DEGREE * Math.sqrt(grid.dLat() * grid.dLon() * Math.cos(middle));
        return Math.round(km * 1000) / 1000.0;
    }
}
