/** What the demo checks: that the server really serves. */
package amagumo.server.cli.demo;
