package amagumo.ingest.store;

import amagumo.ingest.radar.RadarFrame;

/**
 * A frame and the version of what it shows, from one read of one message.
 *
 * @param version of the frame's message
 * @param frame all of its cells
 */
public record VersionedFrame(FrameVersion version, RadarFrame frame) {}
