// How a pixel of the map gets its rain. `docs/decisions/0053` says why it is done so.

/** One triangle that covers the screen. */
export const vertexShader = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/**
 * From the screen through Web Mercator to the latitude-longitude grid of the frames, by a table of the screen's rows, for
 * processors need not compute hyperbolic functions to the kilometre; back along the motion into the frame
 * before and forth into the one after; both mixed, then coloured by class.
 *
 * Frames hold (rate, 1) in mm/h where there are data and (0, 0) where there are none, so that what the hardware filters
 * is the sum over cells with data and the weight of these: their quotient knows nothing of missing cells.
 */
export const fragmentShader = `#version 300 es
precision highp float;
precision highp sampler2D;

out vec4 colour;

uniform sampler2D before;
uniform sampler2D after;
uniform sampler2D motion;   // displacement in one step, in parts of the grid, positive to the east and the south
uniform float fraction;     // of the time from one frame to the other
uniform bool moving;

uniform vec2 across;        // where the screen begins, and the width of a pixel, in parts of the grid
uniform sampler2D down;     // where each row of pixels is, from the bottom, in parts of the grid
uniform vec2 cellsOfAPixel; // columns and rows of the grid that a pixel covers where it is drawn as finely as can be
uniform vec2 cell;          // size of a cell in parts of the grid

const float leastWeight = 0.05;
const int most = 14;
uniform int classes;
uniform float bounds[most];
uniform vec4 colours[most];
uniform float opacity;
uniform vec4 missing;
uniform float pixelRatio;
uniform vec4 outline;       // of the line around rain
uniform bool comparing;     // the two frames by the first bound, instead of what falls between them

bool inside(vec2 place) {
  return all(greaterThanEqual(place, vec2(0.0))) && all(lessThanEqual(place, vec2(1.0)));
}

// (sum of rates, weight of cells with data); nothing is known beyond the edges.
vec2 read(sampler2D frame, vec2 place) {
  return inside(place) ? texture(frame, place).rg : vec2(0.0);
}

vec2 along(vec2 place, vec2 step) {
  return (1.0 - fraction) * read(before, place - fraction * step) + fraction * read(after, place + (1.0 - fraction) * step);
}

// Where the motion leads to no data only, what stands here in both frames is all that is known.
vec2 mixed(vec2 place) {
  vec2 rain = moving ? along(place, texture(motion, place).rg) : vec2(0.0);
  return rain.g < leastWeight ? along(place, vec2(0.0)) : rain;
}

// Where cells are smaller than pixels, more of them are read, lest showers fall between pixels: how far they are apart.
vec2 quarterOfAPixel() {
  return max(cellsOfAPixel.x, cellsOfAPixel.y) < 1.5 ? vec2(0.0) : cell * cellsOfAPixel / 4.0;
}

vec2 sampled(vec2 place) {
  vec2 quarter = quarterOfAPixel();
  if (quarter == vec2(0.0)) {
    return mixed(place);
  }
  return (mixed(place - quarter) + mixed(place + quarter)
    + mixed(place + vec2(quarter.x, -quarter.y)) + mixed(place + vec2(-quarter.x, quarter.y))) / 4.0;
}

float known(vec2 place) {
  vec2 both = vec2(texture(before, place).g, texture(after, place).g);
  return comparing ? min(both.x, both.y) : mix(both.x, both.y, fraction);
}

bool wet(sampler2D frame, vec2 place) {
  vec2 quarter = quarterOfAPixel();
  vec2 rain = read(frame, place - quarter) + read(frame, place + quarter)
    + read(frame, place + vec2(quarter.x, -quarter.y)) + read(frame, place + vec2(-quarter.x, quarter.y));
  return rain.r >= bounds[0] * rain.g;
}

vec4 painted(int found) {
  float alpha = colours[found].a * opacity;
  return vec4(colours[found].rgb * alpha, alpha);
}

vec4 outcome(vec2 place) {
  bool said = wet(before, place);
  bool came = wet(after, place);
  return said || came ? painted(said && came ? 0 : came ? 1 : 2) : vec4(0.0);
}

vec4 classOf(float rate) {
  int found = -1;
  for (int i = 0; i < classes && rate >= bounds[i]; i++) { // most of a map is dry
    found = i;
  }
  return found < 0 ? vec4(0.0) : painted(found);
}

// A line a point of the screen wide where the lightest rain ends: its colours and the map's are much alike.
vec4 outlined(float rate) {
  float points = abs(rate - bounds[0]) / max(fwidth(rate), 1e-6) / pixelRatio;
  return mix(classOf(rate), vec4(outline.rgb, 1.0), outline.a * (1.0 - smoothstep(0.3, 1.0, points)));
}

void main() {
  vec2 place = vec2(across.x + across.y * gl_FragCoord.x, texelFetch(down, ivec2(int(gl_FragCoord.y), 0), 0).r);
  if (!inside(place)) {
    colour = vec4(0.0);
    return;
  }
  if (known(place) < 0.5) {
    float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 8.0 * pixelRatio) < 1.5 * pixelRatio ? 1.0 : 0.3;
    colour = vec4(missing.rgb, 1.0) * missing.a * stripe;
    return;
  }
  if (comparing) {
    colour = outcome(place);
    return;
  }
  vec2 rain = sampled(place);
  colour = outlined(rain.g > 0.0 ? rain.r / rain.g : 0.0);
}`;
