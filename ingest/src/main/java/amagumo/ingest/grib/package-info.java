/** GRIB2 messages with run-length packed fields (templates 5.200 and 7.200), read and written. */
package amagumo.ingest.grib;
