/** How the server does under more clients than are good for it. */
package amagumo.bench.server;
