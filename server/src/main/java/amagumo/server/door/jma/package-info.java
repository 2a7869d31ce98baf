/** The tiles of JMA's public rain map (雨雲の動き), laid out as on its server. */
package amagumo.server.door.jma;
