/**
 * Files from paths, directories, archives, compressed files and standard input, one at a time and never unpacked to
 * disk.
 */
package amagumo.ingest.archive;
