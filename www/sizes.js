// The steps that a reader chooses the text's size and width from.

/** Sizes in rem, and which of them is the usual one. */
export const SIZES = [0.875, 1, 1.125, 1.25, 1.375, 1.5, 1.75, 2, 2.25];
export const USUAL_SIZE = 2;

/** Widths of the column in em; the first is the usual one. */
export const WIDTHS = { normal: 34, narrow: 28, wide: 44 };
