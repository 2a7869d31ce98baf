package amagumo.server.door.openmeteo;

/**
 * A place that is asked for.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param zone in which its times are written
 * @param times for which it is asked
 */
record Place(double latitude, double longitude, Zone zone, QuarterHours times) {}
