package amagumo.model.motion;

/** The coordinates in which the network sees the rain. */
public enum ReferenceFrame {
    /** Those of the grid: rain moves through them. */
    EULERIAN,
    /**
     * Those of the rain: every field is advected to its place at the time of the last input, so the network sees only
     * growth and decay, and its forecast is advected back.
     */
    LAGRANGIAN
}
