/** Files as a whole: replaced in one step, told apart by their SHA-256. Knows nothing of what they hold. */
package amagumo.ingest.file;
