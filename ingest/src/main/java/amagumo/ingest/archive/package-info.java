/** Files out of paths, directories, tars, gzips and standard input, one at a time and never unpacked to disk. */
package amagumo.ingest.archive;
