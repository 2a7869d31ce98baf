/** CoverageJSON (OGC 21-069r2): what rain rates are, where and when, as documents. */
package amagumo.server.coverage;
