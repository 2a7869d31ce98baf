/** What the fields of JMA's radar files mean: products, level tables, and the blocks of the 250 m files. */
package amagumo.ingest.jma;
