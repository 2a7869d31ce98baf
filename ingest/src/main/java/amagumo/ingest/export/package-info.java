/** Exports fields: series as CF NetCDF, single fields as CSV and GRIB2. */
package amagumo.ingest.export;
