/** Whole files: replaced in one step, told apart by their SHA-256. Knows nothing about what they hold. */
package amagumo.ingest.file;
