// Whether a day has gone by, for what is done once a day.

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/**
 * Whether a day lies between two times. A time in the future, which a clock leaves behind that was
 * set back, and what is no time at all, are over: neither must mean never.
 */
export const isDayOver = (since, now) => !(now - since >= 0 && now - since < DAY_MS);
