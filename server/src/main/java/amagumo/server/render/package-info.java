/** Fields of rain as pictures: JMA's colour classes, Web Mercator rows, indexed PNG. */
package amagumo.server.render;
