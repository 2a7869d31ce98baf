/** Fields leave the house: series of fields as CF NetCDF, files that are whole or not there. */
package amagumo.ingest.export;
