/** Fields leave the house: series of fields as CF NetCDF. */
package amagumo.ingest.export;
