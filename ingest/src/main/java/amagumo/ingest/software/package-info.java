/** Which program this is. */
package amagumo.ingest.software;
