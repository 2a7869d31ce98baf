/** Invented rain in files laid out like JMA's, for tests and the demo. */
package amagumo.ingest.sample;
