package amagumo.model.motion;

/** Several fields that are read cell by cell, as fields that lie packed are. Nothing is missing in them. */
@FunctionalInterface
public interface CellValues {

    /**
     * Reads a cell.
     *
     * @param values out: the value of each field, 0 or above
     * @return whether any of them is above 0
     */
    boolean read(int row, int column, float[] values);
}
