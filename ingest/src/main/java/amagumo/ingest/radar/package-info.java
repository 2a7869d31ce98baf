/** The basic types: grids, frames, level tables and rain rates, independent of any file format. */
package amagumo.ingest.radar;
