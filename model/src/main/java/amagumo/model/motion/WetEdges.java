package amagumo.model.motion;

/** The edges of a field, and along which parts of them it rained: only there rain flows in. */
final class WetEdges implements Inflow {

    private final boolean[] north;
    private final boolean[] south;
    private final boolean[] west;
    private final boolean[] east;

    WetEdges(float[][] observed, int within) {
        int lastColumn = observed[0].length - 1;
        float[] westernmost = new float[observed.length];
        float[] easternmost = new float[observed.length];
        for (int r = 0; r < observed.length; r++) {
            westernmost[r] = observed[r][0];
            easternmost[r] = observed[r][lastColumn];
        }
        north = wet(observed[0], within);
        south = wet(observed[observed.length - 1], within);
        west = wet(westernmost, within);
        east = wet(easternmost, within);
    }

    @Override
    public float at(int row, int column, float value) {
        boolean wet = row == 0 && north[column]
                || row == west.length - 1 && south[column]
                || column == 0 && west[row]
                || column == north.length - 1 && east[row];
        return wet ? value : 0;
    }

    private static boolean[] wet(float[] line, int within) {
        boolean[] wet = new boolean[line.length];
        for (int i = 0; i < line.length; i++) {
            if (line[i] > 0) {
                for (int k = Math.max(0, i - within); k <= Math.min(line.length - 1, i + within); k++) {
                    wet[k] = true;
                }
            }
        }
        return wet;
    }
}
