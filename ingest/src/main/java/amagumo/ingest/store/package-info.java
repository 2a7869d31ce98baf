/**
 * The frame store: the archive of one domain, one file a day of concatenated GRIB2 messages, with appends that survive
 * a crash once they are acknowledged.
 *
 * <pre>
 * DIR/store.properties   product, step and grid, fixed by the first frame
 * DIR/20240301.grib2     messages of frames valid on that day (UTC) and of their removals, in the order of their arrival
 * DIR/20240301.index     offset, checksum and wetness of each; may be thrown away
 * DIR/lock               held by the one process that writes
 * </pre>
 */
package amagumo.ingest.store;
