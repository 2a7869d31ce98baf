/**
 * OGC API - Environmental Data Retrieval 1.1 (OGC 19-086r6): what was observed and what is forecast as collections, asked for
 * position by position, answered as CoverageJSON.
 */
package amagumo.server.door.edr;
