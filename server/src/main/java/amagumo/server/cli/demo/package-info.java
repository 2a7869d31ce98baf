/** What the demo checks: that a program gets a forecast from the server. */
package amagumo.server.cli.demo;
