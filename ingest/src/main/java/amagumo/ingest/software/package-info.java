/** The name and version of this program. */
package amagumo.ingest.software;
