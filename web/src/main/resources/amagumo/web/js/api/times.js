// Times in the addresses of the API.

/** Such as 20240301T005500Z. @param {number} time milliseconds, whole seconds */
export function compact(time) {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
