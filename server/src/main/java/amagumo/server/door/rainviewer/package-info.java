/** RainViewer's weather maps, version 2.0 (https://www.rainviewer.com/api.html). */
package amagumo.server.door.rainviewer;
