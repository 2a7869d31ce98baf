// Programs that a graphics processor runs.

function compile(gl, type, source) {
  const shader = gl.createShader(type);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(`a shader does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  return shader;
}

/**
 * Compiles and links a program.
 *
 * @returns {{use: () => void, at: (name: string) => WebGLUniformLocation}} `at` finds a uniform by its name
 * @throws {Error} if the sources are wrong
 */
export function program(gl, vertexSource, fragmentSource) {
  const linked = gl.createProgram();
  gl.attachShader(linked, compile(gl, gl.VERTEX_SHADER, vertexSource));
  gl.attachShader(linked, compile(gl, gl.FRAGMENT_SHADER, fragmentSource));
  gl.linkProgram(linked);
  if (!gl.getProgramParameter(linked, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`a program does not link: ${gl.getProgramInfoLog(linked)}`);
  }
  const locations = new Map();
  return {
    use: () => gl.useProgram(linked),
    at(name) {
      if (!locations.has(name)) {
        locations.set(name, gl.getUniformLocation(linked, name));
      }
      return locations.get(name);
    },
  };
}
