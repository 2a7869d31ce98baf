package amagumo.model.motion;

/** In whose coordinates the network sees the rain. */
public enum ReferenceFrame {
    /** Those of the grid: rain moves through. */
    EULERIAN,
    /**
     * Those of the rain: every field is advected to its place at the time of the last input, so that the network sees
     * growth and decay only, and its forecast is advected back.
     */
    LAGRANGIAN
}
