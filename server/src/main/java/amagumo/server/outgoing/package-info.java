/** What this program asks of other machines, or sends them: to hosts that it may, within sizes and times. */
package amagumo.server.outgoing;
