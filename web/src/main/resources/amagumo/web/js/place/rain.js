// What counts as rain at a place.

/** The lowest class of JMA's map, mm/h; the API's sentence counts from it too. */
export const rainMmH = 0.1;
