package amagumo.server.door.rainviewer;

import java.util.List;

/**
 * What there are maps of, as RainViewer writes it.
 *
 * @param version of this form
 * @param generated when there last was anything new, seconds since 1970
 * @param host what the paths follow, without a slash at the end
 */
record WeatherMaps(String version, long generated, String host, Radar radar, Satellite satellite) {

    /** Frames, oldest first; the first of the nowcast is later than the last of the past. */
    record Radar(List<Frame> past, List<Frame> nowcast) {}

    /** There are no pictures of satellites here. */
    record Satellite(List<Frame> infrared) {}

    /**
     * A frame.
     *
     * @param time when it is valid, seconds since 1970
     * @param path of its tiles
     */
    record Frame(long time, String path) {}
}
