/** Invented rain in files laid out like JMA's: test material and demo input. */
package amagumo.ingest.sample;
