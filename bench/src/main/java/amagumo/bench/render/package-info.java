/** How long a picture takes. */
package amagumo.bench.render;
